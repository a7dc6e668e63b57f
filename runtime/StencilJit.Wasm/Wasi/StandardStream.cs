using System.Runtime.InteropServices;

namespace StencilJit.Wasm.Wasi;

/// <summary>
/// A standard stream of the process on Unix, read and written directly. The console's own stream keeps quiet about a reader
/// that has gone, so that a program could write into a closed pipe for ever; a file stream keeps a position of its own, so
/// that two processes that share a redirected output would overwrite each other.
/// </summary>
internal sealed unsafe partial class StandardStream : Stream
{
    private const int Interrupted = 4;
    private readonly int _descriptor;

    private StandardStream(int descriptor) => _descriptor = descriptor;

    public override bool CanRead => _descriptor == 0;

    public override bool CanWrite => _descriptor != 0;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <param name="descriptor">0 for input, 1 for output, 2 for errors.</param>
    public static Stream Open(int descriptor)
    {
        if (!OperatingSystem.IsWindows())
            return new StandardStream(descriptor);
        return descriptor switch
        {
            0 => Console.OpenStandardInput(),
            1 => Console.OpenStandardOutput(),
            _ => Console.OpenStandardError(),
        };
    }

    public override int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = ReadDescriptor(_descriptor, start, (nuint)buffer.Length);
                if (count >= 0)
                    return (int)count;
                ThrowUnlessInterrupted();
            }
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (var done = 0; done < buffer.Length;)
            {
                var count = WriteDescriptor(_descriptor, start + done, (nuint)(buffer.Length - done));
                if (count >= 0)
                    done += (int)count;
                else
                    ThrowUnlessInterrupted();
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static void ThrowUnlessInterrupted()
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != Interrupted)
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadDescriptor(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteDescriptor(int descriptor, byte* buffer, nuint count);
}
