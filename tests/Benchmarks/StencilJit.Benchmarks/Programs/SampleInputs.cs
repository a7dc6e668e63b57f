using System.Text;

namespace StencilJit.Benchmarks.Programs;

/// <summary>What sample programs read, so much that reading it is work. Always the same.</summary>
internal static class SampleInputs
{
    private static readonly string[] s_words =
        ["copy", "patch", "stencil", "hole", "register", "slot", "placement", "continuation", "probe", "trap", "label", "heap", "frame", "code"];

    // As much as the programs take.
    private const int Base64Length = 32 << 10;
    private const int Sha256Length = 64 << 10;
    private const int JsonLength = 60_000;
    private const int TextLength = 400_000;

    public static byte[] For(string sample) => sample switch
    {
        "base64" => Bytes(Base64Length),
        "sha256" => Bytes(Sha256Length),
        "json" => Json(),
        "text" => Text(),
        _ => [],
    };

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Text()
    {
        var random = new Random(2);
        var text = new StringBuilder();
        while (text.Length < TextLength)
            text.Append(s_words[random.Next(s_words.Length)]).Append(random.Next(9) == 0 ? '\n' : ' ');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Json()
    {
        var random = new Random(3);
        var text = new StringBuilder("[");
        while (text.Length < JsonLength)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"{s_words[random.Next(s_words.Length)]}\":[{random.Next()},{random.Next(100)}.5e3,true,null],")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"\"at\":{{\"line\":{random.Next(1000)},\"text\":\"{s_words[random.Next(s_words.Length)]} \\\"{random.Next(10)}\\\"\"}}}},");
        }

        text[^1] = ']';
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
