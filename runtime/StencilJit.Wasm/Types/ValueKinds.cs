namespace StencilJit.Wasm;

/// <summary>What the specification's grammar says about value types.</summary>
internal static class ValueKinds
{
    /// <summary>An operand of any type, popped from the stack of unreachable code (3.3, "stack-polymorphic").</summary>
    public const ValueKind Unknown = 0;

    public static bool IsValue(int encoding) => encoding is >= (int)ValueKind.F64 and <= (int)ValueKind.I32 || IsReference(encoding);

    public static bool IsReference(int encoding) => encoding is (int)ValueKind.FuncRef or (int)ValueKind.ExternRef;

    public static bool IsReference(this ValueKind kind) => IsReference((int)kind);

    /// <summary>The name in the text format.</summary>
    public static string Name(this ValueKind kind) => kind switch
    {
        ValueKind.I32 => "i32",
        ValueKind.I64 => "i64",
        ValueKind.F32 => "f32",
        ValueKind.F64 => "f64",
        ValueKind.FuncRef => "funcref",
        ValueKind.ExternRef => "externref",
        _ => "any",
    };
}
