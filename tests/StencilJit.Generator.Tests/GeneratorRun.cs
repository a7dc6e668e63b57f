using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StencilJit.Model;

namespace StencilJit.Generator.Tests;

/// <summary>Runs the generator in a compilation that references StencilJit.Runtime.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = new(documentationMode: DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Runtime.InteropServices.dll"
                or "System.Threading.dll" or "System.Memory.dll" or "System.Runtime.Intrinsics.dll" or "StencilJit.Runtime.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private CSharpCompilation compilation;
    private GeneratorDriver driver;

    public GeneratorRun(IEnumerable<AdditionalText> locks, LockOptions options)
    {
        compilation = CSharpCompilation.Create(
            "Generated",
            references: References,
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, generalDiagnosticOption: ReportDiagnostic.Error, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true));
        driver = CSharpGeneratorDriver.Create(
            [new StencilGenerator().AsSourceGenerator()],
            locks,
            ParseOptions,
            options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Result = Run();
    }

    public GeneratorRunResult Result { get; private set; }

    /// <summary>Runs it for one set with default options.</summary>
    public static GeneratorRun Of(params StencilSet[] sets)
        => new(sets.Select(Lock), new LockOptions("Sample", ("StencilAccessibility", "public")));

    public static LockText Lock(StencilSet set) => new($"/sets/{set.Name}/locks/{set.Target}.stencils", StencilLockWriter.Write(set));

    /// <summary>Runs it again after the user typed something elsewhere.</summary>
    public void RunAfterEdit()
    {
        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Edit;", ParseOptions, cancellationToken: TestContext.Current.CancellationToken));
        Result = Run();
    }

    /// <summary>Runs it again after a lock changed.</summary>
    public void RunAfterReplacing(AdditionalText old, AdditionalText changed)
    {
        driver = driver.ReplaceAdditionalText(old, changed);
        Result = Run();
    }

    /// <summary>Compiles what was generated, with every warning an error, and loads it.</summary>
    public Assembly Load()
    {
        Assert.Empty(Result.Diagnostics);
        var complete = compilation.AddSyntaxTrees(Result.GeneratedSources.Select(source => source.SyntaxTree));
        using var image = new MemoryStream();
        var emitted = complete.Emit(image, xmlDocumentationStream: new MemoryStream());
        Assert.Empty(emitted.Diagnostics);
        return Assembly.Load(image.ToArray());
    }

    private GeneratorRunResult Run()
    {
        driver = driver.RunGenerators(compilation);
        return driver.GetRunResult().Results.Single();
    }
}
