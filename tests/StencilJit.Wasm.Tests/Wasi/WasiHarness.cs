using System.Text;
using StencilJit.Wasm.Wasi;

namespace StencilJit.Wasm.Tests.Wasi;

/// <summary>A program's side of WASI without a program: memory to pass things in, and calls by name.</summary>
internal sealed unsafe class WasiHarness : IDisposable
{
    /// <summary>Where calls put small results.</summary>
    public const uint Result = 8;

    private const uint Size = 65536;
    private const uint FirstText = 4096;
    private readonly byte[] _memory = GC.AllocateArray<byte>((int)Size, pinned: true);
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("stenciljit-wasi-");
    private readonly WasiContext _context;
    private uint _nextText = FirstText;

    /// <summary>Starts with what the test configures and a new, empty directory as "/", descriptor 3.</summary>
    public WasiHarness(Action<WasiConfiguration>? configure = null)
    {
        Root = Path.Combine(_temporary.FullName, "root");
        Directory.CreateDirectory(Root);
        var configuration = new WasiConfiguration { Output = Output, Directories = { new WasiDirectory(Root, "/") } };
        configure?.Invoke(configuration);
        _context = new WasiContext(configuration);
    }

    public MemoryStream Output { get; } = new();

    /// <summary>The host's path of the directory that is the program's "/".</summary>
    public string Root { get; }

    /// <summary>A directory beside it, which the program must never reach.</summary>
    public string Outside => Directory.CreateDirectory(Path.Combine(_temporary.FullName, "outside")).FullName;

    public Span<byte> Memory => _memory;

    public Errno Call(string name, params ReadOnlySpan<ulong> arguments)
    {
        var function = WasiFunctions.All.Single(function => function.Name == name);
        Assert.Equal(function.Type.Parameters.Length, arguments.Length);
        fixed (byte* start = _memory)
            return function.Invoke(_context, new GuestMemory(start, _memory.Length), new WasiArguments(arguments));
    }

    public uint ReadU32(uint address = Result) => BitConverter.ToUInt32(_memory, (int)address);

    public ulong ReadU64(uint address = Result) => BitConverter.ToUInt64(_memory, (int)address);

    public string ReadText(uint address, uint length) => Encoding.UTF8.GetString(_memory, (int)address, (int)length);

    /// <summary>Puts bytes into memory.</summary>
    public uint Place(ReadOnlySpan<byte> bytes)
    {
        var address = _nextText;
        bytes.CopyTo(_memory.AsSpan((int)address));
        _nextText += ((uint)bytes.Length + 7) & ~7u;
        return address;
    }

    /// <summary>Puts a text into memory.</summary>
    public (ulong Address, ulong Length) Place(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return (Place(bytes), (ulong)bytes.Length);
    }

    /// <summary>Puts iovecs into memory.</summary>
    public ulong Vectors(params (ulong Address, ulong Length)[] parts) =>
        Place(parts.SelectMany(part => (byte[])
            [.. BitConverter.GetBytes((uint)part.Address), .. BitConverter.GetBytes((uint)part.Length)]).ToArray());

    /// <summary>path_open; the descriptor is the result.</summary>
    public Errno Open(string path, OpenFlags flags, Rights rights, FdFlags fdFlags = FdFlags.None, ulong fd = 3, bool follow = true)
    {
        var (address, length) = Place(path);
        return Call(
            "path_open", fd, follow ? 1ul : 0, address, length, (ulong)flags, (ulong)rights, ulong.MaxValue, (ulong)fdFlags, Result);
    }

    /// <summary>path_open of something that can be opened.</summary>
    public uint MustOpen(string path, OpenFlags flags, Rights rights, FdFlags fdFlags = FdFlags.None, ulong fd = 3)
    {
        Assert.Equal(Errno.Success, Open(path, flags, rights, fdFlags, fd));
        return ReadU32();
    }

    /// <summary>A function that takes a descriptor and a path.</summary>
    public Errno OnPath(string function, string path, ulong fd = 3)
    {
        var (address, length) = Place(path);
        return Call(function, fd, address, length);
    }

    public Errno Write(ulong fd, string text) => Call("fd_write", fd, Vectors(Place(text)), 1, Result);

    /// <summary>fd_read of up to 100 bytes.</summary>
    public string Read(ulong fd)
    {
        const uint Buffer = 1024;
        Assert.Equal(Errno.Success, Call("fd_read", fd, Vectors((Buffer, 100)), 1, Result));
        return ReadText(Buffer, ReadU32());
    }

    public Errno Symlink(string target, string path)
    {
        var (targetAddress, targetLength) = Place(target);
        var (address, length) = Place(path);
        return Call("path_symlink", targetAddress, targetLength, 3, address, length);
    }

    public Errno Rename(string from, string to)
    {
        var (fromAddress, fromLength) = Place(from);
        var (toAddress, toLength) = Place(to);
        return Call("path_rename", 3, fromAddress, fromLength, 3, toAddress, toLength);
    }

    public string HostPath(string path) => Path.Combine(Root, path);

    public void Dispose()
    {
        _context.Dispose();
        _temporary.Delete(recursive: true);
    }
}
