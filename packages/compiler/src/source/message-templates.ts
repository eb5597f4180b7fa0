/**
 * The texts of errors, one a line, `{}` for each part that a program gives. The official wording: users search the web for it, and the codes of
 * messages are made from it (`message-codes.ts`).
 */
export const MESSAGE_TEMPLATES = `
'.*' cannot be followed by '*'; are you missing a space?
'@branchHint' must appear as the first statement in a function or conditional branch
'@cVaStart' in a non-variadic function
'@memcpy' arguments alias
'_' field of non-exhaustive enum must be last
'_' is used to mark an enum as non-exhaustive and cannot be assigned a value
'_' prong is not allowed when switching on errors
'_' prong only allowed when switching on non-exhaustive enums
'_' used as an identifier without @"_" syntax
'comptime const' is redundant; instead wrap the initialization expression with 'comptime'
'comptime var' is redundant in comptime scope
'error.{}' not a member of error set '{}'
'noinline' function cannot have calling convention 'inline'
'return' outside function scope
'std.builtin.panic' is not a container type
'std.builtin.panic' missing '{}'
'try' not allowed inside defer expression
'try' outside function scope
'{} {}' is invalid
'{}' calling convention supports up to 2 parameters, found {}
'{}' could have null values which are illegal in type '{}'
'{}' is not marked 'pub'
'{}' not accessible from inner function
'{}' not accessible outside function scope
'{}' outside function scope
@atomicLoad atomic ordering must not be release or acq_rel
@atomicRmw atomic ordering must not be unordered
@atomicRmw with bool only allowed with .Xchg
@atomicRmw with enum only allowed with .Xchg
@atomicRmw with float only allowed with .Xchg, .Add, .Sub, .Max, and .Min
@atomicStore atomic ordering must not be acquire or acq_rel
@bitCast size mismatch: destination type '{}' has {} bits but source type '{}' has {} bits
@byteSwap requires the number of bits to be evenly divisible by 8, but {} has {} bits
@fieldParentPtr increases pointer alignment
@import operand must be a string literal
@reduce operation '{}' requires {} operand; found '{}'
@reduce operation requires a vector with nonzero length
C pointers always allow address zero
LHS of shift must be a fixed-width integer type, or RHS must be comptime-known
NaN requires a known result type
TODO (LLVM): {}
TODO: export pointer in middle of value
ZON does not allow C pointers
ZON does not allow many-pointers
ZON does not allow mutable pointers
ZON does not allow nested optionals
access of inactive union field
access of union field '{}' while field '{}' is active
alignment must be >= 1
alignment value '{}' is not a power of two
all fields in a packed union must have the same bit width
ambiguous coercion of division operands '{}' and '{}'; non-zero remainder '{}'
ambiguous reference
ambiguous use of '&&'; use 'and' for logical AND, or change whitespace to ' & &' for bitwise AND
array indexing is not allowed in ZON
array literal requires address-of operator (&) to coerce to slice type '{}'
array of 'noreturn' not allowed
array of opaque type
arrays must be passed by reference to variadic function
asm cannot output to const '{}'
assembly expression with no output must be marked volatile
async has not been implemented in the self-hosted compiler yet
attempt to unwrap error: {}
attempt to use null value
backing integer bit width does not match total bit width of fields
base prefix must be lowercase
binary operator '{}' has whitespace on one side, but not the other
bit range only allowed on single item pointers
bit shifting operation expected integer type, found '{}'
bit-pointer cannot refer to value of type '{}'
bit-pointer target exceeds host size
bitwise not operation on type '{}'
boolean not operation on type '{}'
blocks are not allowed in ZON
break expression outside loop
builtin function calls are not allowed in ZON
builtin only available on GPU targets; targeted architecture is {}
calling convention '{}' not supported by compiler backend '{}'
calling convention '{}' only available on architectures {}
calling convention incoming stack alignment '{}' is not a power of two
cannot @bitCast from '{}'
cannot @bitCast to '{}'
cannot access element of logical pointer '{}'
cannot assign to constant
cannot break out of defer expression
cannot call optional type '{}'
cannot capture reference to range
cannot capture tag of error union
cannot capture tag of non-union type '{}'
cannot capture tag of packed union
cannot cast an error union type to error set
cannot cast pointer to tuple to '{}'
cannot cast to noreturn
cannot cast to opaque type '{}'
cannot coerce to uninstantiable type '{}'
cannot compare strings with {}
cannot continue loop with operand
cannot continue out of defer expression
cannot continue switch without operand
cannot continue with operand without label
cannot copy to constant pointer
cannot dereference non-pointer type '{}'
cannot dereference undefined value
cannot directly embed opaque type '{}' in {}
cannot enumerate values of type '{}' for 'inline else'
cannot get '{}' from variadic argument
cannot get @fieldParentPtr of 'len' field of tuple
cannot get @fieldParentPtr of a comptime field
cannot get @tagName of {}
cannot implicitly convert {} to {}
cannot index into empty array
cannot index into empty slice
cannot index into empty vector
cannot infer length of comptime-only '{}' from incompatible '{}'
cannot infer length of slice from {}
cannot infer length of slice of zero-bit '{}' from '{}'
cannot initialize multiple union fields at once; unions can only have one active field
cannot initialize union field with uninstantiable type '{}'
cannot inline '_' prong
cannot load comptime-only type '{}'
cannot load opaque type '{}'
cannot load uninstantiable type '{}'
cannot memset constant pointer
cannot nest @cImport
cannot pass '{}' to variadic function
cannot perform {} call with 'never_inline' modifier
cannot reify pointer to '@TypeOf(null)'
cannot require a pc-relative relocation to a symbol with default visibility
cannot return from defer expression
cannot return from naked function
cannot set address space of local variable '{}'
cannot set section of local variable '{}'
cannot specify addrspace of {}
cannot specify alignment of {}
cannot specify linksection of {}
cannot store comptime-only element '{}' at runtime
cannot store comptime-only type '{}' at runtime
cannot store runtime value in compile time variable
cannot store to comptime variable in non-inline loop
cannot suspend inside suspend block
cannot switch on strings
cannot test a primitive
cannot test a {}
cannot use @intFromEnum on {}
capture group with incompatible types
cast discards {} qualifier
caught unexpected error '{}'
coercion from enum '{}' to union '{}' must initialize '{}' field '{}'
comparison of '{}' with null
comparison of union and enum literal is only valid for tagged union types
comparison operators cannot be chained
comptime control flow inside runtime block
comptime dereference requires '{}' to have a well-defined layout
comptime field without default initialization value
comptime parameters not allowed in function with calling convention '{}'
concatenating arrays of length {} and {} produces an array too large for this compiler implementation to handle
continue expression outside loop
continue outside of loop or labeled switch expression
control flow is not allowed in ZON
decl literal must be comptime-known
declaration '{}' shadows {} from outer scope
declarations are not allowed between container fields
default field value of '{}' depends on itself here
default field values of '{}' depend on themselves for initialization here
dependency loop with length {}
dependency on {} must be explicitly specified in the build command
dereference of '{}' exceeds bounds of containing decl of type '{}'
destination pointer requires '{}' sentinel
discard of capture; omit it instead
discard of error capture; omit it instead
discard of tag capture; omit it instead
discard of unbounded counter
division by zero here causes illegal behavior
division with '{}' and '{}': signed integers must use @divTrunc, @divFloor, or @divExact
documentation comments cannot be attached to comptime blocks
documentation comments cannot be attached to tests
duplicate decltest '{}'
duplicate error set field '{}'
duplicate exponent
duplicate struct field name
duplicate switch value
duplicate test name '{}'
duplicate {} field '{}' at index '{}
duplicate {} member name '{}'
else prong required when switching on type '{}'
embed of file outside package path: '{}'
empty character literal
empty initializer cannot be destructured
empty test name must be omitted
empty unicode escape sequence
encountered @panic at comptime: {}
encountered @trap at comptime
end index {} out of bounds for slice of single-item pointer
end index {} out of bounds for {} of length {}{}
enum '{}' has no tag with value '{}'
enum field '{}' missing from union
enum field missing name
enum fields cannot be aligned
enum fields cannot be marked comptime
enum fields do not have types
enum {} has no member named '{}'
enum tag value '{}' for field '{}' already taken
enum tag value '{}' too large for type '{}'
enums do not support 'packed' or 'extern'; instead provide an explicit integer tag type
error set cannot be captured by reference
error set is discarded
error set is ignored
error sets '{}' and '{}' have no common errors
error union is discarded
error union is ignored
error union payload is ignored
error union type '{}' does not support field access
error union with payload of error set type
error union with payload of opaque type
errors are not available in ZON
evaluation exceeded {} backwards branches
exact division produced remainder
exact shift shifted out 1 bits
expected ',' after argument
expected ',' after field
expected ',' after for capture
expected ',' after for operand
expected ',' after initializer
expected ',' after parameter
expected ',' after switch prong
expected ';' after declaration
expected ';' after statement
expected ';' or 'else' after statement
expected ';' or block after function prototype
expected 'bool', found '{}'
expected 'var' or 'const' before variable declaration
expected 'while' or 'for', found '{}'
expected 'while', 'for', 'inline', or '{', found '{}'
expected '{', found '{}'
expected '{}', found '{}'
expected '{}', found invalid bytes
expected '}', found '{}'
expected (optional) pointer
expected a digit after base prefix
expected a struct, enum or union, found '{}'
expected a tuple, found {}
expected array of '{}', found '{}'
expected array or vector type, found {}
expected at least 2 arguments, found {}
expected at most {} tuple fields; found {}
expected backing integer type, found {}
expected block or assignment, found '{}'
expected block or expression, found '{}'
expected block, found '{}'
expected bool, integer, enum, packed struct, or pointer type; found '{}'
expected bool, integer, float, enum, packed struct, or pointer type; found {}
expected digit after '{}'
expected digit before '{}'
expected digit before digit separator
expected digit before exponent
expected enum or tagged union, found {}
expected enum or union; found {}
expected enum tag type, found {}
expected enum, found {}
expected error set or error union type, found '{}'
expected error set type, found '{}'
expected error union type, found '{}'
expected expression or assignment, found '{}'
expected expression or var decl, found '{}'
expected expression, found '{}'
expected field initializer
expected float or vector type, found {}
expected float type, found {}
expected function or variable declaration after pub
expected function, found '{}'
expected hex digit or '}', found '{}'
expected hex digit, found '{}'
expected indexable; found '{}'
expected integer or vector, found {}
expected integer tag type, found {}
expected integer type, found {}
expected integer, float, bool, or pointer for the vector element type; found {}
expected integer, float, or vector of either integers or floats, found {}
expected loop payload, found '{}'
expected number or 'inf' after '-'
expected number, found '{}'
expected optional type, found '{}'
expected parameter list, found '{}'
expected pointer dereference, optional unwrap, or field access, found '{}'
expected pointer to struct or union type, found '{}'
expected pointer type, found '{}'
expected pointer, found '{}'
expected prefix expression, found '{}'
expected return type expression, found '{}'
expected sentinel '{}', found '{}'
expected single pointer type, found '{}'
expected single pointer, found '{}'
expected single quote ('), found '{}'
expected statement, found '{}'
expected struct or union; found {}
expected struct type, found {}
expected struct, enum, union, or opaque; found '{}'
expected type 'type', found '{}'
expected type '{}'
expected type '{}', found '{}'
expected type '{}', found pointer
expected type expression, found '{}'
expected union type, found {}
expected variable declaration or function, found '{}'
expected variable declaration, found '{}'
expected vector of '{}', found '{}'
expected vector of floats or float type, found {}
expected vector of integers or integer tag type, found {}
expected vector of integers; found vector of '{}'
expected vector of length '{}', found '{}'
expected vector or array, found {}
expected vector, found '{}'
expected {} argument{}, found {}
expected {} elements for destructure, found {}
expected {} integer type, found '{}'
expected {} vector elements; found {}
expected {} {} elements; found {}
expected {}-bit {} type or smaller; found {}-bit {} type
expected {}{} argument(s), found {}
explicit callconv incompatible with inline keyword
explicitly valued enum missing integer tag type
explicitly valued tagged union missing integer tag type
explicitly valued tagged union requires inferred enum tag type
export target cannot be bit-pointer
export target cannot be extern
export target cannot be slice
export target must be a global variable or a comptime-known constant
exported symbol collision: {}
exported symbol name cannot be empty
expression grouping is not allowed in ZON
extern function must specify calling convention
extern functions have no body
extern symbol cannot have type '{}'
extern symbol must use strong or weak linkage
extern symbol name cannot be empty
extern union does not support enum tag type
extern variable cannot have type '{}'
extern variables have no initializers
extern {}s cannot contain fields of type '{}'
extra addrspace qualifier
extra align qualifier
extra allowzero qualifier
extra capture in for loop
extra const qualifier
extra volatile qualifier
failure atomic ordering must be monotonic or stricter
failure atomic ordering must be no stricter than success
failure atomic ordering must not be release or acq_rel
field '{}' has index '{}' but {}
field accesses are not allowed in ZON
field after declarations here
field before declarations here
field bit width does not match {}
file cannot be a tuple
file exists in modules {}
file path name cannot be empty
first parameter of function with '{}' calling convention must be a pointer type
float value {} cannot be stored in integer type '{}'
for input is not captured
for loop operand must be a range, array, slice, tuple, or vector
found compile log statement
fractional component prevents float value '{}' from coercion to type '{}'
function with calling convention '{}' must return 'void' or 'noreturn'
function '{}' uses its own inferred error set here
function called at runtime cannot return value at comptime
function declared 'noreturn' returns
function declared '{}' implicitly returns
function pointers must be single pointers
function prototype has parameter after varargs
function prototype may not have inferred error set
function type cannot have a linksection
function type cannot have a name
function type cannot have an addrspace
function type cannot have an alignment
function type cannot have an inferred error set
function with non-void return type '{}' implicitly returns
generic parameters not allowed in function with calling convention '{}'
generic return type not allowed in function with calling convention '{}'
global assembly cannot have inputs, outputs, or clobbers
identifier cannot be empty
identifier cannot contain null bytes
illegal operation on logical pointer of type '{}'
import of file outside module path
import path cannot be empty
import path cannot contain null bytes
incompatible pointer arithmetic operands '{}' and '{}'
incompatible types: '{}' and '{}'
index '{}' out of bounds of tuple '{}'
index syntax required for slice type '{}'
index syntax required for unknown-length pointer type '{}'
index {} outside array of length {}{}
index {} outside slice of length {}{}
index {} outside tuple of length @enumFromInt({})
index {} outside tuple of length {}
index {} outside {} of length {}{}
indexable pointer to opaque type
indexing into empty array is not allowed
indexing into empty slice is not allowed
indexing into empty tuple is not allowed
inferred array length is specified with an underscore: '[_]{}'
infinity requires a known result type
initializer of comptime-only {} '{}' must be comptime-known
initializer of function pointer must be comptime-known
initializing array with struct syntax
inline asm is not allowed in ZON
inline assembly allows up to one output value
inline call is recursive
inline call of noinline function
inline function cannot be extern
int value '{}' out of range of non-exhaustive enum '{}'
integer and float literals passed to variadic function must be casted to a fixed-size number type
integer cannot be converted to slice type '{}'
integer literal '-0' is ambiguous
integer value '{}' represents no error
internal fault of the compiler while {}: please report it
invalid address space cast
invalid base for float literal
invalid builtin function: '{}'
invalid byte in string or character literal: '{}'
invalid character '{}' in number
invalid digit '{}' for {} base
invalid digit '{}' in exponent
invalid escape character: '{}'
invalid expression
invalid left-hand side to assignment
invalid operands to binary bitwise expression: '{}' and '{}'
invalid operands to binary expression: '{}' and '{}'
invalid pointer-integer arithmetic operator
invalid pointer-pointer arithmetic operator
keyword 'comptime' is not allowed in ZON
label not found: '{}'
library name cannot be empty
library name cannot contain null bytes
linksection cannot be empty
linksection cannot contain null bytes
local variable in naked function
local variable is never mutated
mask element at index '{}' selects out-of-bounds index
member function expected {}{} argument(s), found {}
missing field '{}'
missing function name
missing parameter name
missing parameter name or type
missing struct field: {}
missing tuple field with index {}
mixed scalar and vector operands: '{}' and '{}'
modifier '{}' requires a comptime-known function
multiple '_' prongs in switch expression
multiple else prongs in switch expression
mutable '{}' not accessible from here
name shadows primitive '{}'
negation of type '{}'
negative infinity requires a known result type
no align available for uninstantiable type '{}'
no error named '{}' in '{}'
no field named '{}' in enum '{}'
no field named '{}' in tuple '{}'
no field named '{}' in {} '{}'
no field or member function named '{}' in '{}'
no field with value '@enumFromInt({})' in enum '{}'
no member named '{}' in '{}'
no module named '{}' available within module '{}'
no offset available for 'len' field of tuple
no offset available for comptime field
no size available for comptime-only type '{}'
no size available for type '{}'
no size available for uninstantiable type '{}'
non-comptime tuple field has default initialization value
non-exhaustive enum missing integer tag type
non-exhaustive enum specifies every value
non-extern function has no body
non-extern variable with opaque type '{}'
non-matching copy lengths
non-matching for loop lengths
non-packed struct does not support backing integer type
non-pointer parameter declared noalias
non-scalar sentinel type '{}'
non-zero length slice of undefined pointer
not supported yet: nesting this deep
not supported yet: {}
null pointer casted to type '{}'
number '{}' has leading zero
opaque return type '{}' not allowed
opaque type '{}' cannot be optional
opaque types cannot have fields
opaque types do not support 'packed' or 'extern'
opaque types have unknown size and therefore cannot be directly embedded in structs
opaque types have unknown size and therefore cannot be directly embedded in tuples
operand of switch loop has comptime-only type '{}'
operation results in overflow
operator '{}' is not allowed in ZON
operator {} not allowed for type '{}'
optional type '{}' does not support field access
optionals are not available in ZON
overflow of integer type 'usize' with value '{}'
overflow of integer type '{}' with value '{}'
packed struct bit width '{}' exceeds maximum bit width of {}
packed {} fields cannot be aligned
packed {}s cannot contain fields of type '{}'
parameter of type '{}' not allowed in function with calling convention '{}'
parameter of {}type '{}' not allowed
parameters are not allowed with '{}' calling convention
parameters not allowed in function with calling convention '{}'
payload types of error unions must match
pointer address 0x{} is not aligned to {} bytes
pointer bit offset '{}' cannot coerce into pointer bit offset '{}'
pointer capture of non pointer type '{}'
pointer computation here causes illegal behavior
pointer element type '{}' cannot coerce into element type '{}'
pointer host size '{}' cannot coerce into pointer host size '{}'
pointer modifier '{}' not allowed on array child type
pointer modifier invalid on discard
pointer sentinel '{}' cannot coerce into pointer sentinel '{}'
pointer subtraction requires element type '{}' to have runtime bits
pointer to noreturn not allowed
pointer type '{}' does not allow address zero
pointer type '{}' requires aligned address
pointer value not based on parent struct
pointers are not available in ZON
pointless discard of {}
primitive integer type '{}' exceeds maximum bit width of 65535
primitive integer type '{}' has leading zero
range start value is greater than the end value
ranges not allowed when switching on type '{}'
reached unreachable code
redeclaration of {} '{}'
redefinition of label '{}'
redundant '@inComptime' in comptime scope
redundant comptime keyword in already comptime scope
redundant inline keyword in comptime scope
redundant non-exhaustive enum mark
redundant nosuspend block
redundant {}
remainder division with '{}' and '{}': signed integers and floats must use @rem or @mod
repeated digit separator
return type '{}' not allowed in function with calling convention '{}'
returning address of expired local variable '{}'
root source file struct '{}' has no member named '{}'
runtime coercion from enum '{}' to union '{}' which has non-void fields
runtime coercion to union '{}' from non-exhaustive enum
runtime safety check not allowed in naked function
runtime value contains reference to comptime var
runtime {} not allowed in naked function
same line documentation comment
second parameter of function with '{}' calling convention must be a {}-bit integer
sentinel-terminated slicing of many-item pointer must match existing sentinel
sentinels are only allowed on slices and unknown-length pointers
shift amount '{}' is too large for operand type '{}'
shift by negative amount '{}'
shift by signed type '{}'
sign '{}' cannot follow digit '{}' in hex base
slice end index {} exceeds bounds of containing decl of type '{}'
slice of non-array type '{}'
slice of null pointer
slice of single-item pointer cannot have sentinel
slice of single-item pointer must be bounded
slice of single-item pointer must have bounds [0..0], [0..1], or [1..1]
slice of single-item pointer must have comptime-known bounds
slice of undefined
slice operator is not allowed in ZON
start index {} is larger than end index {}
std.builtin is missing '{}'
store to comptime variable depends on runtime condition
struct field '{}' has conflicting types
struct field missing type
struct value cannot be destructured
success atomic ordering must be monotonic or stricter
suspend inside nosuspend block
switch must handle all possibilities
switch on non-exhaustive enum must include 'else' or '_' prong or both
switch on struct with {} layout
switch on type '{}'
switch on union with no attached enum
symbol '{}' exported with internal linkage has non-default visibility {}
target does not support function alignment
test name cannot contain null bytes
this compiler implementation only supports 'noalias' on the first 32 parameters
this compiler implementation only supports 65535 tuple fields
this compiler implementation only supports up to 65536 captures per namespace
this implementation only supports comptime shift amounts of up to 2^64 - 1 bits
threadlocal variable cannot be constant
too many asm inputs
too many asm outputs
trailing digit separator
tuple declarations cannot contain declarations
tuple does not support backing integer type
tuple field has a name
tuple field has alignment
tuple fields cannot be 'noreturn'
type '{}' cannot be destructured
type '{}' cannot be optional
type '{}' cannot represent float value '{}'
type '{}' cannot represent integer value '{}'
type '{}' cannot represent value '{}'
type '{}' depends on itself for {} here
type '{}' does not have a sentinel
type '{}' does not support '@hasField'
type '{}' does not support array initialization syntax
type '{}' does not support field access
type '{}' does not support indexing
type '{}' does not support struct initialization syntax
type '{}' has no members
type '{}' is not an indexable pointer
type '{}' is not available in ZON
type '{}' is not indexable and not a range
type '{}' not a function
type of declaration '{}' depends on itself here
types are not available in ZON
unable to call function with calling convention '{}'
unable to cast runtime value to 'comptime_float'
unable to cast runtime value to 'comptime_int'
unable to evaluate comptime expression
unable to export type '{}'
unable to infer array size
unable to infer variable type
unable to load '{}': {}
unable to open '{}': {}
unable to override alignment of packed struct fields
unable to override alignment of packed union fields
unable to perform '{}' call at compile-time
unable to perform tail call: compiler backend '{}' does not support tail calls on target architecture '{}' with the selected CPU feature flags
unable to perform tail call: type of function being called '{}' does not match type of calling function '{}'
unable to resolve comptime value
unable to resolve inferred error set
unable to unwrap null
unattached documentation comment
unbounded for loop
undefined symbol: {}
unexpected field '{}'
unexpected period after exponent
unicode escape does not correspond to a valid unicode scalar value
union '{}' has no tag with value '{}'
union '{}' is untagged
union field missing name
union field missing type
union field order does not match tag enum field order
union fields cannot be marked comptime
union initialization expects exactly one field
union initializer must initialize one field
unknown @memset length
unknown copy length
unreachable code
unreachable else prong; all cases already handled
unreachable else prong; {} already handled
untagged union '{}' cannot be converted to integer
unused block label
unused capture
unused for loop label
unused function parameter
unused local constant
unused local variable
unused switch label
unused switch tag capture
unused while loop label
use 'var' or 'const' to declare variable
use of undeclared identifier '{}'
use of undefined value here causes illegal behavior
value casted to 'comptime_float' must be comptime-known
value casted to 'comptime_int' must be comptime-known
value in memory does not match slice sentinel
value of declaration '{}' depends on itself here
value of type '{}' ignored
value stored in comptime field does not match the default value of the field
value stored to a comptime field must be comptime-known
value with comptime-only type '{}' depends on runtime control flow
value with non-mergable pointer type '{}' depends on runtime control flow
values of type '{}' must be comptime-known, but index value is runtime-known
variable initialized with '==' instead of '='
variable of type '{}' must be const or comptime
variables must be initialized
variadic function does not support '{}' calling convention
vector index not comptime known
vector length mismatch
void literals are not available in ZON
volatile is meaningless on global assembly
wasm-ld: entry symbol not defined (pass --no-entry to suppress): {}
{} '{}' has no member named '{}'
{} '{}' not allowed
{} '{}' shadows {} from outer scope
{} call of extern function
{} call of variadic function
{} changes pointer address space
{} contains invalid byte: '{}'
{} contains reference to comptime var
{} discards const qualifier
{} discards volatile qualifier
{} does not divide exactly into destination elements
{} empty enum '{}'
{} ends {} bits after {}
{} exceeds maximum integer bit count
{} increases pointer alignment
{} is not an expression
{} layout requires size {}, this compiler implementation supports up to {}
{} must have a known result type
{} shadows declaration of '{}'
{} starts {} bits after {}
{} struct fields cannot be marked comptime
{} tuples are not supported
{} union does not support enum tag type
{} union has no fields
{} valid only inside C import block
{} with address space '{}' are not supported on {}
{}; {} does not have a guaranteed in-memory layout
{}s with address space '{}' are not supported on {}
`
  .trim()
  .split('\n');
