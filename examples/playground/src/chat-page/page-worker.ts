import { parentPort } from 'node:worker_threads';
import { pagePaths, readPageFile } from './read-page.ts';

// A thread of its own, because what strips types keeps 30 MB for as long as its thread lives.
const files = [...pagePaths()].map(([address, path]) => [address, readPageFile(path)] as const);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origins
parentPort?.postMessage(new Map(files));
