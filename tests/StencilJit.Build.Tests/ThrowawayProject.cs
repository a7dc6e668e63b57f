namespace StencilJit.Build.Tests;

/// <summary>A console project with stencil sets, built by the real MSBuild with the step's own files.</summary>
internal sealed class ThrowawayProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ThrowawayProject(params string[] sets)
    {
        // Nothing above the temporary folder may have a say; the step's files are where a package's would be.
        folder.Write("Directory.Packages.props", "<Project />");
        folder.Write("Directory.Build.props", $"<Project><Import Project=\"{SetFolder.Root}build/StencilJit.Build/StencilJit.Build.props\" /></Project>");
        folder.Write("Directory.Build.targets", $"<Project><Import Project=\"{SetFolder.Root}build/StencilJit.Build/StencilJit.Build.targets\" /></Project>");
        WriteProject(
            $"""
            <StencilJitIncludeDirectory>{SetFolder.Root}stencils/include/</StencilJitIncludeDirectory>
            <StencilJitTaskAssembly>{Built("build/StencilJit.Build", "net10.0", "StencilJit.Build.dll")}</StencilJitTaskAssembly>
            """,
            $"""
            <Analyzer Include="{Built("generator/StencilJit.Generator", "netstandard2.0", "StencilJit.Generator.dll")}" />
            <Reference Include="{Built("runtime/StencilJit.Runtime", "net10.0", "StencilJit.Runtime.dll")}" />
            """);
        foreach (var set in sets)
        {
            folder.Write($"stencils/{set}/calc.h", Sources.Header);
            folder.Write($"stencils/{set}/{set}.c", Sources.Set(set));
        }

        folder.Write("Program.cs", "System.Console.WriteLine(Sample.CalcStencils.Table.Name + \" \" + Sample.CalcStencils.Id.AddRR);\n");
    }

    public string this[string name] => folder[name];

    public void WriteProject(string properties, string references) => folder.Write(
        "Sample.csproj",
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <UseSharedCompilation>false</UseSharedCompilation>
            <UseAppHost>false</UseAppHost>
            <EnableNETAnalyzers>false</EnableNETAnalyzers>
            <NuGetAudit>false</NuGetAudit>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <Stencil Include="stencils/*/*.c" />
            {references}
          </ItemGroup>
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
