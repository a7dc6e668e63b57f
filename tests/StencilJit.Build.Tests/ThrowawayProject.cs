namespace StencilJit.Build.Tests;

/// <summary>A console project with stencil sets, built by the real MSBuild with the step's own files.</summary>
internal sealed class ThrowawayProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ThrowawayProject(params string[] sets)
    {
        // Nothing above the temporary folder may have a say.
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            folder.Write(file, "<Project />");
        var references = $"""
            <Analyzer Include="{Built("generator/StencilJit.Generator", "netstandard2.0", "StencilJit.Generator.dll")}" />
            <Reference Include="{Built("runtime/StencilJit.Runtime", "net10.0", "StencilJit.Runtime.dll")}" />
            """;
        WriteProject(
            references,
            $"<Import Project=\"{SetFolder.Root}build/StencilJit.Build/StencilJit.Build.props\" />",
            $"<Import Project=\"{SetFolder.Root}build/StencilJit.Build/StencilJit.Build.targets\" />");
        foreach (var set in sets)
        {
            folder.Write($"stencils/{set}/calc.h", Sources.Header);
            folder.Write($"stencils/{set}/{set}.c", Sources.Set(set));
        }

        folder.Write("Program.cs", "System.Console.WriteLine(Sample.CalcStencils.Table.Name + \" \" + Sample.CalcStencils.Id.AddRR);\n");
    }

    public string this[string name] => folder[name];

    public void WriteProject(string references, string props = "", string targets = "") => folder.Write(
        "Sample.csproj",
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <UseSharedCompilation>false</UseSharedCompilation>
            <StencilJitIncludeDirectory>{SetFolder.Root}stencils/include/</StencilJitIncludeDirectory>
            <StencilJitTaskAssembly>{Built("build/StencilJit.Build", "net10.0", "StencilJit.Build.dll")}</StencilJitTaskAssembly>
          </PropertyGroup>
          {props}
          <ItemGroup>
            <Stencil Include="stencils/*/*.c" />
            {references}
          </ItemGroup>
          {targets}
        </Project>
        """);

    public string Write(string name, string text) => folder.Write(name, text);

    public Dictionary<string, string> Snapshot(string name) => folder.Snapshot(name);

    public BuildRun Build(params string[] arguments) => BuildRun.Dotnet(folder.Path, ["build", "-m:1", "-v:m", .. arguments]);

    public BuildRun Dotnet(params string[] arguments) => BuildRun.Dotnet(folder.Path, arguments);

    public void Dispose() => folder.Dispose();

    private static string Built(string project, string framework, string file)
        => Path.Combine(SetFolder.Root, project, "bin", SetFolder.Metadata("Configuration"), framework, file);
}
