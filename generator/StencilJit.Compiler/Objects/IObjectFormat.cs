namespace StencilJit.Compiler.Objects;

/// <summary>What an object file means: where functions are, what its relocations do.</summary>
internal interface IObjectFormat
{
    /// <summary>The functions of an object file, and their constants.</summary>
    CodeObject Interpret(ObjectFile file);
}
