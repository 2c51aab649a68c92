#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// What was compiled once is there at the next command, which halves its start. `npm run aisha` asks for it
// before this file is read, so that not even its own types are stripped again.
enableCompileCache();
const { runProgram } = await import('./run-program.ts');
await runProgram();
