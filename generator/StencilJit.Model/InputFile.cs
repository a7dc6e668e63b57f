namespace StencilJit.Model;

/// <summary>A file that a stencil set was made from.</summary>
/// <param name="Name">
/// Its name relative to the set's folder, with forward slashes; where it was found in an include directory outside that
/// folder, its name in there in angle brackets, such as <c>&lt;stenciljit.h&gt;</c>.
/// </param>
/// <param name="Hash">SHA-256 of its text with line ends as LF, in lower-case hexadecimal.</param>
public sealed record InputFile(string Name, string Hash);
