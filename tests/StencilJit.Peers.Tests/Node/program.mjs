// Runs a WASI program. The argument, as JSON: { module, arguments, environment, directories }.
// Ends with the program's exit code, or with 134 where it traps, as the tests' own engine does.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const run = JSON.parse(process.argv[2]);
const wasi = new WASI({
    version: 'preview1',
    args: run.arguments,
    env: run.environment,
    preopens: run.directories,
});
const module = new WebAssembly.Module(readFileSync(run.module));
const instance = new WebAssembly.Instance(module, wasi.getImportObject());
try {
    process.exitCode = wasi.start(instance);
} catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError))
        throw error;
    console.error(error.message);
    process.exitCode = 134;
}
