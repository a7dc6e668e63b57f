namespace StencilJit.Model;

/// <summary>A machine register that operands can be in.</summary>
/// <param name="Name">Its name, such as <c>r8</c>.</param>
/// <param name="Number">Its number in machine code.</param>
public sealed record PoolRegister(string Name, int Number);
