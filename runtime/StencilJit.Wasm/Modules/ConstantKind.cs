namespace StencilJit.Wasm;

/// <summary>How a constant expression gets its value.</summary>
public enum ConstantKind : byte
{
    /// <summary>It is a number: <see cref="ConstantExpression.Bits"/>.</summary>
    Number,

    /// <summary>It is the value of an imported immutable global: <see cref="ConstantExpression.Index"/>.</summary>
    Global,

    /// <summary>It is a reference to a function: <see cref="ConstantExpression.Index"/>.</summary>
    Function,

    /// <summary>It is the null reference.</summary>
    Null,
}
