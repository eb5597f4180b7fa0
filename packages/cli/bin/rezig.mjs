#!/usr/bin/env node
import module from 'node:module';

// Compiled code is kept between runs where Node can (22.1 and later).
module.enableCompileCache?.();
await import('../dist/main.js');
