namespace StencilJit.Wasm.Wasi;

/// <summary>What a WASI function answers; names and numbers are those of the interface's <c>errno</c>.</summary>
internal enum Errno : ushort
{
    Success = 0,
    Acces = 2,
    Again = 6,
    Badf = 8,
    Busy = 10,
    Dquot = 19,
    Exist = 20,
    Fault = 21,
    Fbig = 22,
    Ilseq = 25,
    Inval = 28,
    Io = 29,
    Isdir = 31,
    Loop = 32,
    Mfile = 33,
    Mlink = 34,
    Nametoolong = 37,
    Noent = 44,
    Nospc = 51,
    Nosys = 52,
    Notdir = 54,
    Notempty = 55,
    Notsock = 57,
    Notsup = 58,
    Perm = 63,
    Pipe = 64,
    Rofs = 69,
    Spipe = 70,
    Xdev = 75,

    /// <summary>What was asked for leads out of what the program was given.</summary>
    Notcapable = 76,
}
