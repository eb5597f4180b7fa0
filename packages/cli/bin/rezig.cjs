#!/usr/bin/env node
const NEEDED = 20;

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  process.stderr.write(`error: rezig needs Node ${NEEDED} or later; this is Node ${process.versions.node}\n`);
  process.exitCode = 1;
} else require('../dist/start.cjs');
