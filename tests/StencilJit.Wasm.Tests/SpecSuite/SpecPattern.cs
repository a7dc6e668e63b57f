namespace StencilJit.Wasm.Tests.SpecSuite;

/// <summary>Which values an expected result stands for.</summary>
public enum SpecPattern
{
    /// <summary>One value.</summary>
    Exact,

    /// <summary>A NaN whose payload is its most significant bit alone, of either sign.</summary>
    CanonicalNaN,

    /// <summary>A NaN whose payload has its most significant bit, of either sign.</summary>
    ArithmeticNaN,

    /// <summary>The null reference.</summary>
    Null,

    /// <summary>Any value of the type.</summary>
    Any,
}
