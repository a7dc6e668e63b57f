namespace StencilJit.Compiler.Tests;

public class ExtraArgumentsTests
{
    private const string Body = """
        #ifdef NAME
        STENCIL("r>r") int32_t always(int32_t a) { return NAME; }
        #else
        STENCIL("r>r") int32_t always(int32_t a) { return a + 1 > a; }
        #endif

        STENCIL_SPILLED("s>s") int64_t sum(int64_t count)
        {
            int64_t sum = 0;
            for (int64_t index = 0; index < count; index++)
                sum += frame()[index];
            return sum;
        }
        """;

    [Fact]
    public async Task Arguments_come_after_those_of_the_toolchain()
    {
        // With wrapping arithmetic the comparison is made; without it, it is always true.
        var wrapping = await CodeAsync("always");
        var undefined = await CodeAsync("always", "-fno-wrapv");

        Assert.NotEqual(wrapping, undefined);
        Assert.Equal(await CodeAsync("always", "-DNAME=1"), undefined);
    }

    [Theory]
    [InlineData("-Os")]
    [InlineData("-Oz")]
    public async Task Small_code_can_be_asked_for(string argument)
    {
        var fast = await CodeAsync("sum");
        var small = await CodeAsync("sum", argument);

        Assert.True(small.Length < fast.Length, $"{small} is not shorter than {fast}");
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

    private static async Task<string> CodeAsync(string stencil, params string[] arguments)
    {
        SetFolder.SkipWithoutClang();
        using var folder = new SetFolder().WithSet(Body);
        var result = await StencilCompiler.CompileAsync(folder.Request() with { ExtraArguments = arguments }, TestContext.Current.CancellationToken);
        return Convert.ToHexString(result.Set!.Stencils.Single(one => one.Name == stencil).Code);
    }
}
