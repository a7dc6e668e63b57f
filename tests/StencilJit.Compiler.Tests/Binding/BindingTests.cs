using System.Runtime.CompilerServices;

namespace StencilJit.Compiler.Tests.Binding;

/// <summary>
/// The subset in Llvm/Binding has LLVMSharp's names and signatures. The golden holds them as the package has them: it is
/// compared with the subset here, and with the package where the tests are built with <c>-p:UseLLVMSharp=true</c>.
/// </summary>
public class BindingTests
{
    private const string Advice = "Write a new function's name on a line of its own in it, and have the package fill in the rest: build with -p:UseLLVMSharp=true, run with STENCILJIT_BLESS=1.";

    [Fact]
    public void Every_function_and_constant_is_as_LLVMSharp_declares_it()
    {
        var golden = File.ReadAllLines(Golden());
        var actual = golden.Select(line => BindingText.Line(Name(line))).ToArray();
        if (BindingText.IsPackage && Environment.GetEnvironmentVariable("STENCILJIT_BLESS") == "1")
            File.WriteAllText(Golden(), string.Concat(actual.Order(StringComparer.Ordinal).Select(line => line + "\n")));
        else
            Assert.Equal(golden, actual);
    }

    [Fact]
    public void The_subset_has_nothing_that_was_not_compared()
    {
        Assert.SkipWhen(BindingText.IsPackage, "Built with LLVMSharp's package, which has all of LLVM.");
        var missing = BindingText.Names().Except(File.ReadLines(Golden()).Select(Name)).ToList();
        Assert.True(missing.Count == 0, $"{Path.GetFullPath(Golden())} lacks {string.Join(", ", missing)}. {Advice}");
    }

    private static string Name(string line) => line.Split('(', ' ')[0];

    private static string Golden([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "../../Goldens/Compiler/LLVMSharp.Interop.txt");
}
