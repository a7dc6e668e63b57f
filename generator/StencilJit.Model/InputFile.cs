namespace StencilJit.Model;

/// <summary>A file that a stencil set was made from.</summary>
/// <param name="Name">Its name relative to the set's folder, with forward slashes.</param>
/// <param name="Hash">SHA-256 of its text with line ends as LF, in lower-case hexadecimal.</param>
public sealed record InputFile(string Name, string Hash);
