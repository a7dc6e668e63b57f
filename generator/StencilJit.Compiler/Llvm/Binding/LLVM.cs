using System.Reflection;
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// The part of LLVM's C API that the compiler uses, with LLVMSharp.Interop's names and signatures, over whatever libLLVM
// is installed. The package takes this folder's place where it can be had (UseLLVMSharp).
public static unsafe partial class LLVM
{
    private const string Library = "libLLVM";

    static LLVM() => NativeLibrary.SetDllImportResolver(typeof(LLVM).Assembly, Resolve);

    public static event DllImportResolver? ResolveLibrary;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => ResolveLibrary?.Invoke(name, assembly, path) ?? 0;
}
