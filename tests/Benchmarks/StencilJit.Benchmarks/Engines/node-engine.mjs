// WebAssembly as Node has it, for the benchmarks. Reads requests, one a line as JSON, and answers each with a line:
//   { compile: module, count }                                 -> { seconds }
//   { sample: module, input: base64, count }                   -> { seconds, checksum }
//   { first: base64, count }                                   -> { seconds }
//   { system: module, arguments, guest, folder, output }       -> { seconds }
// The module's functions of WASI are those of SampleHost.cs for a sample, and Node's own for a system program.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { WASI } from 'node:wasi';

const success = 0, badDescriptor = 8;
const output = new Uint8Array(1 << 20);
const modules = new Map();
const now = () => Number(process.hrtime.bigint()) / 1e9;

function load(path) {
    if (!modules.has(path))
        modules.set(path, new WebAssembly.Module(readFileSync(path)));
    return modules.get(path);
}

function compile({ compile: path, count }) {
    const bytes = readFileSync(path);
    let seconds = 0;
    for (let i = 0; i < count; i++) {
        const start = now();
        new WebAssembly.Module(bytes);
        seconds += now() - start;
    }
    return { seconds };
}

function first({ first: module, count }) {
    const bytes = Buffer.from(module, 'base64');
    let seconds = 0;
    for (let i = 0; i < count; i++) {
        const start = now();
        new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f(10);
        seconds += now() - start;
    }
    return { seconds };
}

function sampleHost(input) {
    let view = null, memory = null, position = 0, written = 0;
    const bytes = (pointer) => {
        if (view === null || view.buffer !== memory.buffer)
            view = new DataView(memory.buffer);
        return new Uint8Array(memory.buffer, view.getUint32(pointer, true), view.getUint32(pointer + 4, true));
    };
    const forEachVector = (vectors, count, result, transfer) => {
        let total = 0;
        for (let i = 0; i < count; i++)
            total += transfer(bytes(vectors + i * 8));
        view.setUint32(result, total, true);
        return success;
    };
    const sizes = (count, length) => {
        view = new DataView(memory.buffer);
        view.setUint32(count, 0, true);
        view.setUint32(length, 0, true);
        return success;
    };
    const known = {
        args_get: () => success,
        environ_get: () => success,
        args_sizes_get: sizes,
        environ_sizes_get: sizes,
        fd_read: (_, vectors, count, result) => forEachVector(vectors, count, result, target => {
            const part = input.subarray(position, position + target.length);
            target.set(part);
            position += part.length;
            return part.length;
        }),
        fd_write: (_, vectors, count, result) => forEachVector(vectors, count, result, source => {
            output.set(source, written);
            written += source.length;
            return source.length;
        }),
        proc_exit: code => { throw new Error(`A sample program ended with exit code ${code}.`); },
    };
    return {
        attach(own) { memory = own; },
        sum(checksum) {
            for (let i = 0; i < written; i++)
                checksum = Math.imul(checksum ^ output[i], 16777619);
            return checksum >>> 0;
        },
        functions: new Proxy(known, { get: (all, name) => all[name] ?? (() => badDescriptor) }),
    };
}

function sample({ sample: path, input, count }) {
    const module = load(path);
    const bytes = Buffer.from(input, 'base64');
    let seconds = 0, checksum = 2166136261;
    for (let i = 0; i < count; i++) {
        const host = sampleHost(bytes);
        const { memory, _start } = new WebAssembly.Instance(module, { wasi_snapshot_preview1: host.functions }).exports;
        host.attach(memory);
        const start = now();
        _start();
        seconds += now() - start;
        checksum = host.sum(checksum);
    }
    return { seconds, checksum };
}

function system(request) {
    const module = load(request.system);
    const stdout = openSync(request.output, 'w');
    const wasi = new WASI({
        version: 'preview1',
        args: request.arguments,
        env: {},
        preopens: { [request.guest]: request.folder },
        stdout,
    });
    const instance = new WebAssembly.Instance(module, wasi.getImportObject());
    const start = now();
    const code = wasi.start(instance);
    const seconds = now() - start;
    try {
        closeSync(stdout);
    } catch (error) {
        // The program itself may close what it writes to.
        if (error.code !== 'EBADF')
            throw error;
    }
    if (code !== 0)
        throw new Error(`${request.system} ended with exit code ${code}.`);
    return { seconds };
}

for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    let answer;
    try {
        answer = request.compile ? compile(request) : request.first ? first(request) : request.sample ? sample(request) : system(request);
    } catch (error) {
        answer = { error: `${error.name}: ${error.message}` };
    }
    process.stdout.write(JSON.stringify(answer) + '\n');
}
