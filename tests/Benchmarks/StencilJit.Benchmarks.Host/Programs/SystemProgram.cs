namespace StencilJit.Benchmarks.Programs;

/// <summary>A program that needs the whole of WASI, as each engine has it.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Module">The file of its module.</param>
/// <param name="Arguments">Its arguments, its name first.</param>
/// <param name="Folder">The folder that it sees as <see cref="GuestFolder"/>.</param>
/// <param name="Result">The file that it writes there, for the checksum.</param>
internal sealed record SystemProgram(string Name, string Module, IReadOnlyList<string> Arguments, string Folder, string Result)
{
    public const string GuestFolder = "/design";

    /// <summary>The file that standard output goes to, beside the folder.</summary>
    public string OutputFile => Folder + ".out";

    public string ResultFile => Path.Combine(Folder, Result);

    /// <summary>Removes what a run has left, so that the next one cannot be mistaken for it.</summary>
    public void Clean()
    {
        File.Delete(OutputFile);
        File.Delete(ResultFile);
    }
}
