using System.Buffers.Binary;

namespace StencilJit.Benchmarks.Engines;

/// <summary>
/// The functions that a sample program imports from WASI, in their simplest form: no arguments, no environment, an input,
/// and an output of which only the checksum is kept. The script for Node has the same.
/// </summary>
internal sealed class SampleHost
{
    public const string Module = "wasi_snapshot_preview1";
    private const int Success = 0;
    private const int BadDescriptor = 8;
    private const int VectorLength = 8;
    private const int MostOutput = 1 << 20;

    private readonly byte[] _output = new byte[MostOutput];
    private byte[] _input = [];
    private int _read;
    private int _written;

    /// <summary>Of all that was written since <see cref="Begin"/>, run by run.</summary>
    public uint Checksum { get; private set; }

    /// <summary>Forgets all output.</summary>
    public void Begin() => Checksum = Engines.Checksum.Start;

    /// <summary>Gives the next run its input.</summary>
    public void Start(byte[] input)
    {
        _input = input;
        _read = 0;
        _written = 0;
    }

    /// <summary>Adds what a run has written to the checksum; that is not part of what is measured.</summary>
    public void Finish() => Checksum = Engines.Checksum.Add(Checksum, _output.AsSpan(0, _written));

    /// <summary>Runs a function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="memory">The program's memory.</param>
    /// <param name="a">The first argument.</param>
    /// <param name="b">The second argument.</param>
    /// <param name="c">The third argument.</param>
    /// <param name="d">The fourth argument.</param>
    /// <returns>The error number.</returns>
    public int Call(string name, Span<byte> memory, int a, int b, int c, int d)
    {
        switch (name)
        {
            case "args_get" or "environ_get":
                return Success;
            case "args_sizes_get" or "environ_sizes_get":
                Write(memory, a, 0);
                Write(memory, b, 0);
                return Success;
            case "fd_read":
                Write(memory, d, ForEachVector(memory, b, c, Read));
                return Success;
            case "fd_write":
                Write(memory, d, ForEachVector(memory, b, c, Append));
                return Success;
            case "proc_exit":
                throw new InvalidOperationException($"A sample program ended with exit code {a}.");
            default:
                return BadDescriptor;
        }
    }

    private int Read(Span<byte> target)
    {
        var count = Math.Min(target.Length, _input.Length - _read);
        _input.AsSpan(_read, count).CopyTo(target);
        _read += count;
        return count;
    }

    private int Append(Span<byte> bytes)
    {
        bytes.CopyTo(_output.AsSpan(_written));
        _written += bytes.Length;
        return bytes.Length;
    }

    private static int ForEachVector(Span<byte> memory, int vectors, int count, Transfer transfer)
    {
        var total = 0;
        for (var i = 0; i < count; i++)
        {
            var vector = memory.Slice(vectors + (i * VectorLength), VectorLength);
            var address = BinaryPrimitives.ReadInt32LittleEndian(vector);
            total += transfer(memory.Slice(address, BinaryPrimitives.ReadInt32LittleEndian(vector[sizeof(int)..])));
        }

        return total;
    }

    private static void Write(Span<byte> memory, int address, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(memory[address..], value);

    private delegate int Transfer(Span<byte> bytes);
}
