namespace StencilJit.Wasm.Validation;

/// <summary>What opened a control frame.</summary>
internal enum ControlKind : byte
{
    /// <summary>The function's body; a branch to it returns.</summary>
    Function,
    Block,
    Loop,

    /// <summary>An if whose else has not been seen.</summary>
    If,

    /// <summary>The second branch of an if.</summary>
    Else,
}
