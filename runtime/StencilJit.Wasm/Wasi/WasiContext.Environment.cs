using System.Security.Cryptography;

namespace StencilJit.Wasm.Wasi;

// Arguments, environment, random numbers, the end.
public sealed partial class WasiContext
{
    internal Errno ArgsGet(GuestMemory memory, uint pointers, uint buffer) => WriteTexts(memory, _arguments, pointers, buffer);

    internal Errno ArgsSizesGet(GuestMemory memory, uint count, uint size) => WriteSizes(memory, _arguments, count, size);

    internal Errno EnvironGet(GuestMemory memory, uint pointers, uint buffer) =>
        WriteTexts(memory, _environment, pointers, buffer);

    internal Errno EnvironSizesGet(GuestMemory memory, uint count, uint size) => WriteSizes(memory, _environment, count, size);

    internal Errno RandomGet(GuestMemory memory, uint buffer, uint length)
    {
        if (!memory.TrySlice(buffer, length, out var bytes))
            return Errno.Fault;
        RandomNumberGenerator.Fill(bytes);
        return Errno.Success;
    }

    internal static Errno ProcExit(uint code) => throw new WasiExitException((int)code);

    private static Errno WriteTexts(GuestMemory memory, byte[][] texts, uint pointers, uint buffer)
    {
        foreach (var text in texts)
        {
            if (!memory.TryWrite(pointers, buffer) || !memory.TrySlice(buffer, (uint)text.Length, out var target))
                return Errno.Fault;
            text.CopyTo(target);
            pointers += sizeof(uint);
            buffer += (uint)text.Length;
        }

        return Errno.Success;
    }

    private static Errno WriteSizes(GuestMemory memory, byte[][] texts, uint count, uint size) =>
        memory.TryWrite(count, (uint)texts.Length) && memory.TryWrite(size, (uint)texts.Sum(text => text.Length))
            ? Errno.Success
            : Errno.Fault;
}
