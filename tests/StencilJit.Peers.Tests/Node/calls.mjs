// Calls exported functions one after the other. Standard input, as JSON:
//   { module, functions: { name: { parameters: [type], result: type | null } }, calls: [[name, value...]] }
// Standard output: { results: [value | "trap"], memory: the SHA-256 of what the memory holds at the end }.
// A value is the decimal number that its bits are, unsigned; every NaN is "NaN", for JavaScript knows only one.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const bits = new DataView(new ArrayBuffer(8));

const decode = {
    i32: text => Number(text) | 0,
    i64: text => BigInt.asIntN(64, BigInt(text)),
    f32: text => text === 'NaN' ? NaN : (bits.setUint32(0, Number(text)), bits.getFloat32(0)),
    f64: text => text === 'NaN' ? NaN : (bits.setBigUint64(0, BigInt(text)), bits.getFloat64(0)),
};

const encode = {
    i32: value => String(value >>> 0),
    i64: value => String(BigInt.asUintN(64, value)),
    f32: value => Number.isNaN(value) ? 'NaN' : (bits.setFloat32(0, value), String(bits.getUint32(0))),
    f64: value => Number.isNaN(value) ? 'NaN' : (bits.setFloat64(0, value), String(bits.getBigUint64(0))),
};

const job = JSON.parse(readFileSync(0, 'utf8'));
const module = new WebAssembly.Module(readFileSync(job.module));
const instance = new WebAssembly.Instance(module, new WASI({ version: 'preview1' }).getImportObject());
const results = job.calls.map(([name, ...values]) => {
    const { parameters, result } = job.functions[name];
    try {
        const value = instance.exports[name](...values.map((text, i) => decode[parameters[i]](text)));
        return result === null ? '' : encode[result](value);
    } catch (error) {
        if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError)
            return 'trap';
        throw error;
    }
});
const memory = createHash('sha256').update(new Uint8Array(instance.exports.memory.buffer)).digest('hex');
writeFileSync(1, JSON.stringify({ results, memory }));
