import { setFlagsFromString } from 'node:v8';

/**
 * Leaves out the optimising compiler of WebAssembly, in every process that a run starts: one of tests ends before the
 * embedded database's optimised code has paid for its compilation.
 */
setFlagsFromString('--liftoff-only');
