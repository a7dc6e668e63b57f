namespace StencilJit.Wasm;

/// <summary>The types of blocks that take nothing and give at most one value (5.4.1).</summary>
internal static class BlockTypes
{
    private static readonly FunctionType s_i32 = new([], [ValueKind.I32]);
    private static readonly FunctionType s_i64 = new([], [ValueKind.I64]);
    private static readonly FunctionType s_f32 = new([], [ValueKind.F32]);
    private static readonly FunctionType s_f64 = new([], [ValueKind.F64]);
    private static readonly FunctionType s_funcRef = new([], [ValueKind.FuncRef]);
    private static readonly FunctionType s_externRef = new([], [ValueKind.ExternRef]);

    public const byte EmptyEncoding = 0x40;

    public static FunctionType Empty { get; } = new([], []);

    /// <summary>The type of a block that gives one value.</summary>
    public static FunctionType Of(ValueKind result) => result switch
    {
        ValueKind.I32 => s_i32,
        ValueKind.I64 => s_i64,
        ValueKind.F32 => s_f32,
        ValueKind.F64 => s_f64,
        ValueKind.FuncRef => s_funcRef,
        _ => s_externRef,
    };
}
