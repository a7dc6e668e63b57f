using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// The part of LLVM's C API that the compiler uses, with LLVMSharp.Interop's names and signatures, over whatever libLLVM
// is installed. The package takes this folder's place where it can be had (UseLLVMSharp).
public static unsafe partial class LLVM
{
    private const string Library = "libLLVM";

    // LLVMSharp's package brings its own native library; this subset looks for the system's.
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before the first import.")]
    internal static void RegisterResolver() => NativeLibrary.SetDllImportResolver(typeof(LLVM).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Library ? StencilJit.Compiler.Llvm.LibLlvmLocator.Load() : 0;
}
