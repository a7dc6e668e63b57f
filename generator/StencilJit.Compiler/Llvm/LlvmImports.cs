using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using LLVMSharp.Interop;

namespace StencilJit.Compiler.Llvm;

/// <summary>Has the binding import from the libLLVM that the locator finds: LLVMSharp would look for its own version alone.</summary>
internal static class LlvmImports
{
    private const string Library = "libLLVM";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before the first import.")]
    internal static void Resolve() => LLVM.ResolveLibrary += (name, _, _) => name == Library ? LibLlvmLocator.Load() : 0;
}
