using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace StencilJit.Packages.Tests;

public class PackageTests(LocalFeed feed)
{
    /// <summary>The packages, each with the file that it is about.</summary>
    public static TheoryData<string, string> Packages { get; } = new()
    {
        { "StencilJit.Build", "tasks/net10.0/StencilJit.Build.dll" },
        { "StencilJit.Runtime", "lib/net10.0/StencilJit.Runtime.dll" },
        { "StencilJit.Templates", "content/stenciljit-vm/VirtualMachine.csproj" },
        { "StencilJit.Wasm", "lib/net10.0/StencilJit.Wasm.dll" },
        { "StencilJit.Wasm.Cli", "tools/net10.0/any/stenciljit-wasm.dll" },
        { "stenciljit", "tools/net10.0/any/stenciljit.dll" },
    };

    public static TheoryData<string, string> PackagesWithAssemblies { get; } = new(
        Packages.Select(row => row.Data).Where(package => package.Item2.EndsWith(".dll", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_else_is_packed()
        => Assert.Equal(
            Packages.Select(row => row.Data.Item1).Order(StringComparer.Ordinal),
            Directory.GetFiles(feed.Path, "*.nupkg").Select(file => Path.GetFileName(file).Replace(".0.1.0.nupkg", "")).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_says_what_it_is_whose_and_from_which_commit(string id, string file)
    {
        using var package = Open(id, "nupkg");
        using var text = package.GetEntry($"{id}.nuspec")!.Open();
        var metadata = XDocument.Load(text).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("MIT", Value("license"));
        Assert.NotEmpty(Value("description"));
        Assert.NotEqual("Package Description", Value("description"));
        Assert.Matches("^[0-9a-f]{40}$", metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute("commit")?.Value);
        Assert.InRange(package.GetEntry(Value("icon"))!.Length, 1, 10 * 1024);
        Assert.InRange(package.GetEntry(Value("readme"))!.Length, 1, long.MaxValue);
        Assert.NotNull(package.GetEntry(file));
    }

    [Theory]
    [MemberData(nameof(PackagesWithAssemblies))]
    public void Every_assembly_of_ours_has_its_symbols(string id, string assembly)
    {
        using var package = Open(id, "nupkg");
        using var symbols = Open(id, "snupkg");
        var ours = package.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal) && IsOurs(entry.Name)).ToList();
        Assert.Contains(assembly, ours.Select(entry => entry.FullName));
        foreach (var entry in ours)
        {
            using var reader = new PEReader(new MemoryStream(Bytes(entry)));
            var directory = reader.ReadDebugDirectory();
            if (directory.Any(part => part.Type == DebugDirectoryEntryType.EmbeddedPortablePdb))
                continue;
            var expected = reader.ReadCodeViewDebugDirectoryData(directory.Single(part => part.Type == DebugDirectoryEntryType.CodeView)).Guid;
            // Code for one platform is made of the portable assembly, and has its symbols.
            var file = symbols.GetEntry(Path.ChangeExtension(entry.FullName.StartsWith("runtimes/", StringComparison.Ordinal) ? assembly : entry.FullName, ".pdb"));
            Assert.True(file is not null, $"{entry.FullName} of {id} has no symbols");
            using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(file)));
            Assert.Equal(expected, new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id).Guid);
        }
    }

    [Theory]
    [InlineData("StencilJit.Runtime")]
    [InlineData("StencilJit.Wasm")]
    public void A_library_has_code_for_the_common_platforms_of_the_same_source(string id)
    {
        using var package = Open(id, "nupkg");
        Guid Version(string file)
        {
            using var reader = new PEReader(new MemoryStream(Bytes(package.GetEntry(file)!)));
            var metadata = reader.GetMetadataReader();
            Assert.Equal(file.StartsWith("runtimes/", StringComparison.Ordinal), reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size != 0);
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        }

        var portable = Version($"lib/net10.0/{id}.dll");
        Assert.All(["linux-x64", "linux-arm64", "osx-x64", "osx-arm64", "win-x64"], platform => Assert.Equal(portable, Version($"runtimes/{platform}/lib/net10.0/{id}.dll")));
    }

    private static bool IsOurs(string name) => name.StartsWith("stenciljit", StringComparison.OrdinalIgnoreCase);

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private ZipArchive Open(string id, string kind) => ZipFile.OpenRead(Path.Combine(feed.Path, $"{id}.0.1.0.{kind}"));
}
