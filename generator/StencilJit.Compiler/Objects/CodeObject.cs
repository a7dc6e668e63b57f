namespace StencilJit.Compiler.Objects;

/// <summary>What stencils are made of: the code of each function, and the constants that it refers to.</summary>
/// <param name="Functions">By the function's symbol.</param>
/// <param name="Constants">By the section's name: those that hold constants of one size.</param>
internal sealed record CodeObject(IReadOnlyDictionary<string, FunctionCode> Functions, IReadOnlyDictionary<string, ConstantSection> Constants);
