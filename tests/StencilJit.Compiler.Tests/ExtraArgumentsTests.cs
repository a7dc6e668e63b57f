namespace StencilJit.Compiler.Tests;

public class ExtraArgumentsTests
{
    private const string Body = """
        #ifdef NAME
        STENCIL("r>r") int32_t always(int32_t a) { return NAME; }
        #else
        STENCIL("r>r") int32_t always(int32_t a) { return a + 1 > a; }
        #endif
        """;

    [Fact]
    public async Task Arguments_come_after_those_of_the_toolchain()
    {
        // With wrapping arithmetic the comparison is made; without it, it is always true.
        var wrapping = await CodeAsync();
        var undefined = await CodeAsync("-fno-wrapv");

        Assert.NotEqual(wrapping, undefined);
        Assert.Equal(await CodeAsync("-DNAME=1"), undefined);
    }

    [Fact]
    public async Task A_lock_tells_the_arguments_it_was_made_with()
    {
        using var folder = new SetFolder().WithSet(Body);
        var plain = folder.Request();
        var defined = plain with { ExtraArguments = ["-DNAME=1"] };
        Assert.Equal(StencilInputs.OptionsHash(plain), StencilInputs.OptionsHash(plain with { ExtraArguments = new List<string>() }));
        Assert.NotEqual(StencilInputs.OptionsHash(plain), StencilInputs.OptionsHash(defined));
        Assert.NotEqual(StencilInputs.OptionsHash(defined), StencilInputs.OptionsHash(plain with { ExtraArguments = ["-DNAME=2"] }));

        var set = (await folder.CompileAsync()).Set!;

        Assert.Null(StencilInputs.FindChange(plain, set));
        Assert.NotNull(StencilInputs.FindChange(defined, set));
    }

    private static async Task<string> CodeAsync(params string[] arguments)
    {
        SetFolder.SkipWithoutClang();
        using var folder = new SetFolder().WithSet(Body);
        var result = await StencilCompiler.CompileAsync(folder.Request() with { ExtraArguments = arguments }, TestContext.Current.CancellationToken);
        return Convert.ToHexString(result.Set!.Stencils.Single(stencil => stencil.Name == "always").Variants[0].Code);
    }
}
