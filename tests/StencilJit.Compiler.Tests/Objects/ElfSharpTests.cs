using StencilJit.Compiler.Clang;
using StencilJit.Compiler.Holes;
using StencilJit.Compiler.Llvm;
using StencilJit.Compiler.Lowering;
using StencilJit.Compiler.Objects;
using StencilJit.Compiler.Sources;
using StencilJit.Compiler.Targets;

namespace StencilJit.Compiler.Tests.Objects;

/// <summary>LLVM and ELFSharp read the same from every object that stencils are made of.</summary>
public class ElfSharpTests
{
    public static MatrixTheoryData<string, string> SetsAndTargets { get; } = new(["calc", "fault", "wasm"], [.. TargetDescription.All.Select(target => target.Rid)]);

    [Theory]
    [MemberData(nameof(SetsAndTargets))]
    public async Task Both_readers_find_the_same_in_every_probe(string set, string target)
    {
        SetFolder.SkipWithoutClang();
        foreach (var bytes in await EmitAsync(set, TargetDescription.Get(target), TestContext.Current.CancellationToken))
        {
            var expected = LlvmObjectReader.Read(bytes);
            var actual = ObjectReader.Read(bytes);
            Assert.Contains(expected.Sections, section => section.Contents.Length > 0);
            Assert.Equal(expected.Symbols, actual.Symbols);
            Assert.Equal(expected.Sections.Select(section => (section.Name, section.Address)), actual.Sections.Select(section => (section.Name, section.Address)));
            foreach (var (one, other) in expected.Sections.Zip(actual.Sections))
            {
                Assert.Equal(one.Contents, other.Contents);
                Assert.Equal(one.Relocations, other.Relocations);
            }
        }
    }

    private static async Task<List<byte[]>> EmitAsync(string set, TargetDescription target, CancellationToken cancellation)
    {
        var folder = Path.Combine(SetFolder.IncludeDirectory, "..", set);
        var request = new CompileRequest { SetFolder = folder, Sources = Directory.GetFiles(folder, "*.c"), IncludeDirectories = [SetFolder.IncludeDirectory], Target = target.Rid };
        var output = await new ClangDriver(ClangLocator.Find()!).CompileAsync(request, target, cancellation);
        return Emit(output, request, target);
    }

    private static unsafe List<byte[]> Emit(ClangOutput output, CompileRequest request, TargetDescription target)
    {
        using var session = new LlvmSession(target);
        using var sources = ParsedSet.Read(session, output.Bitcode, request.SetFolder);
        using var module = LoweredModule.Create(session, sources, _ => true);
        var emitter = new ProbeEmitter(session, new ElfFormat(target.Architecture));
        var objects = new List<byte[]>();
        foreach (var opaque in new[] { false, true })
            for (var probe = 0; probe < ProbeValues.Count; probe++)
                objects.Add(emitter.EmitObject(module.Module, probe, opaque, []));
        return objects;
    }
}
