using System.Runtime.Intrinsics.X86;

namespace StencilJit.Runtime.Tests;

public class ProcessorFeaturesTests
{
    [Fact]
    public void The_processors_answers_are_those_of_the_just_in_time_compiler()
    {
        (string Name, bool IsSupported)[] features =
        [
            ("Avx", Avx.IsSupported), ("Avx2", Avx2.IsSupported), ("Bmi1", Bmi1.IsSupported), ("Bmi2", Bmi2.IsSupported),
            ("Fma", Fma.IsSupported), ("Lzcnt", Lzcnt.IsSupported), ("Popcnt", Popcnt.IsSupported), ("Sse42", Sse42.IsSupported),
        ];

        Assert.Equal(
            string.Join(' ', features.Where(feature => !feature.IsSupported).Select(feature => feature.Name)),
            ProcessorFeatures.Missing([.. features.Select(feature => feature.Name)]));
    }

    [Fact]
    public void A_feature_that_is_not_known_is_missing() => Assert.Equal("Amx9 Amx8", ProcessorFeatures.Missing("Amx9", "Amx8"));
}
