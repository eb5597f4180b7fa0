import { area, prime } from 'zig:maths';
import { twice } from 'zig:program';
import { scale } from './src/maths.zig';

console.log(area(2, 3), prime(2), twice(4), scale);
