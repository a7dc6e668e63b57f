using System.Runtime.InteropServices;
using System.Text;

namespace StencilJit.Compiler.Llvm;

/// <summary>Strings to and from LLVM's C API.</summary>
internal static unsafe class Utf8
{
    /// <summary>A string that stays where it is for the process's life; for names that are used again and again.</summary>
    public static sbyte* Pin(string text)
    {
        lock (Pinned)
        {
            if (!Pinned.TryGetValue(text, out var address))
                Pinned[text] = address = Marshal.StringToCoTaskMemUTF8(text);
            return (sbyte*)address;
        }
    }

    public static string Read(sbyte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    public static string Read(sbyte* text, nuint length) => Encoding.UTF8.GetString((byte*)text, (int)length);

    private static readonly Dictionary<string, nint> Pinned = [];
}
