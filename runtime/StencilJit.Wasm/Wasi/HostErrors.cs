namespace StencilJit.Wasm.Wasi;

/// <summary>What the exceptions of .NET's file operations mean to a WASI program.</summary>
internal static class HostErrors
{
    // On Windows an IOException has an HRESULT made of the system's error code.
    private const int WindowsError = unchecked((int)0x80070000);

    public static bool TryTranslate(Exception exception, out Errno error)
    {
        switch (exception)
        {
            case FileNotFoundException or DirectoryNotFoundException:
                error = Errno.Noent;
                return true;
            case PathTooLongException:
                error = Errno.Nametoolong;
                return true;
            case UnauthorizedAccessException:
                error = Errno.Acces;
                return true;
            case NotSupportedException:
                error = Errno.Notsup;
                return true;
            case IOException:
                error = OperatingSystem.IsWindows() ? FromWindows(exception.HResult) : FromUnix(exception.HResult);
                return true;
            default:
                error = default;
                return false;
        }
    }

    private static Errno FromUnix(int error) => error switch
    {
        1 => Errno.Perm,
        2 => Errno.Noent,
        11 or 35 => Errno.Again,
        13 => Errno.Acces,
        16 => Errno.Busy,
        17 => Errno.Exist,
        18 => Errno.Xdev,
        20 => Errno.Notdir,
        21 => Errno.Isdir,
        22 => Errno.Inval,
        24 => Errno.Mfile,
        27 => Errno.Fbig,
        28 => Errno.Nospc,
        29 => Errno.Spipe,
        30 => Errno.Rofs,
        31 => Errno.Mlink,
        32 => Errno.Pipe,

        // Linux has the first number, macOS the second.
        36 or 63 => Errno.Nametoolong,
        39 or 66 => Errno.Notempty,
        40 or 62 => Errno.Loop,
        122 or 69 => Errno.Dquot,
        _ => Errno.Io,
    };

    private static Errno FromWindows(int result) => (result - WindowsError) switch
    {
        0x20 or 0x21 => Errno.Busy, // sharing and lock violations
        0x27 or 0x70 => Errno.Nospc,
        0x50 or 0xB7 => Errno.Exist,
        0x6D or 0xE8 or 0xE9 => Errno.Pipe,
        0x7B => Errno.Inval, // a name that Windows does not allow
        0x91 => Errno.Notempty,
        _ => Errno.Io,
    };
}
