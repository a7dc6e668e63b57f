using StencilJit.Tool.Cli;
using StencilJit.Tool.Operations;
using StencilJit.Tool.Reports;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Tests.Reports;

/// <summary>Reports as files, made once for a test class.</summary>
public sealed class ReportFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stenciljit-report-");

    public ReportFiles()
    {
        Wasm = Write("wasm.html", ReportBuilder.Build(OperationCatalog.Read(SetLocator.Find([Repository.Set("wasm")], []), []), _ => null));
        Changes = Write("changes.html", SampleReport.View(SampleReport.Diff));
    }

    /// <summary>The address of a report of the WebAssembly set.</summary>
    public string Wasm { get; }

    /// <summary>The address of a report of the tutorial set with changes.</summary>
    public string Changes { get; }

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, ReportView view)
    {
        var file = Path.Combine(folder.FullName, name);
        OutputFile.Write(file, ReportPage.Render(view, isLive: false));
        return new Uri(file).AbsoluteUri;
    }
}
