using StencilJit.Wasm.Native;

namespace StencilJit.Wasm.Compilation;

/// <summary>
/// Where the instances of a module keep constants and their pointers to globals' cells, tables and functions: byte offsets behind
/// <see cref="NativeInstance"/>. The same for all instances of a module, so that compiled code serves them all.
/// </summary>
internal readonly unsafe struct InstanceLayout
{
    private readonly int _tables;
    private readonly int _functions;

    public InstanceLayout(Module module)
    {
        long tables = FirstGlobal + (long)sizeof(nint) * module.Globals.Length;
        long functions = tables + (long)sizeof(nint) * module.Tables.Length;
        long size = functions + (long)sizeof(nint) * module.FunctionTypeIndices.Length;
        // HOLE_OFFSET reaches 2^31-1.
        if (size > int.MaxValue)
            throw new NotSupportedException("The module declares more globals, tables and functions than an instance can hold.");
        _tables = (int)tables;
        _functions = (int)functions;
        Size = (int)size;
    }

    /// <summary>The bytes of an instance.</summary>
    public int Size { get; }

    private static int FirstConstant => sizeof(NativeInstance);

    private static int FirstGlobal => Constant(ConstantPool.Room);

    public static int Constant(int place) => FirstConstant + (sizeof(ulong) * place);

    public static int Global(int index) => FirstGlobal + (sizeof(nint) * index);

    public int Table(int index) => _tables + (sizeof(nint) * index);

    public int Function(int index) => _functions + (sizeof(nint) * index);
}
