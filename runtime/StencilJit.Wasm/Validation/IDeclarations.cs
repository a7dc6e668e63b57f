namespace StencilJit.Wasm.Validation;

/// <summary>
/// What constant expressions and segments may name. The first parameter is where they stand in the module. Members throw
/// <see cref="WasmValidationException"/> where the name is not allowed, unless that was checked before.
/// </summary>
internal interface IDeclarations
{
    /// <summary>The type of a global that a constant expression reads.</summary>
    ValueKind ConstantGlobal(int offset, int global);

    /// <summary>Something outside of function bodies refers to the function.</summary>
    void DeclareReference(int offset, int function);

    /// <summary>A data segment is for the memory.</summary>
    void CheckDataMemory(int offset, int memory);
}
