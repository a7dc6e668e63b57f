namespace StencilJit.Build;

/// <summary>Ends the build with an error of a code of its own.</summary>
/// <param name="code">SJ and four digits.</param>
/// <param name="message">What is wrong and what to do next.</param>
/// <param name="file">The file that is meant.</param>
/// <param name="line">Its line, counted from 1; 0 for the whole file.</param>
internal sealed class BuildException(string code, string message, string? file = null, int line = 0) : Exception(message)
{
    public string Code => code;

    public string? File => file;

    public int Line => line;
}
