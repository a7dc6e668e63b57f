using System.Reflection;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;

namespace StencilJit.Compiler.Tests.Binding;

/// <summary>The binding to LLVM as text: a line a function, a line a constant.</summary>
internal static class BindingText
{
    private static readonly Assembly Declaring = typeof(LLVM).Assembly;

    /// <summary>Whether it is LLVMSharp's own and not the subset that stands in for it.</summary>
    public static bool IsPackage => Declaring.GetName().Name == "LLVMSharp.Interop";

    /// <summary>All that the binding declares.</summary>
    public static IEnumerable<string> Names() =>
    [
        .. typeof(LLVM).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => Import(method) is not null).Select(method => method.Name),
        .. Declaring.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(LLVM).Namespace).SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}")),
    ];

    /// <summary>What the binding has under a name: a function's, or an enumeration's and a constant's with a dot between.</summary>
    public static string Line(string name) => name.Split('.') is [var type, var constant] ? Constant(type, constant) : Function(name);

    private static string Constant(string type, string constant)
    {
        var value = Declaring.GetType($"{typeof(LLVM).Namespace}.{type}")?.GetField(constant)?.GetRawConstantValue();
        return value is null ? $"{type}.{constant} is missing" : $"{type}.{constant} = {value}";
    }

    private static string Function(string name)
    {
        var methods = typeof(LLVM).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == name).ToList();
        return methods is [var method] && Import(method) is { } import
            ? $"{name}({string.Join(", ", method.GetParameters().Select(parameter => Type(parameter.ParameterType)))}) : {Type(method.ReturnType)}, {import.CallingConvention} {import.EntryPoint}"
            : $"{name} is no function, or several";
    }

    private static DllImportAttribute? Import(MethodInfo method) => method.GetCustomAttribute<DllImportAttribute>();

    private static string Type(Type type) => type switch
    {
        { IsPointer: true } => Type(type.GetElementType()!) + "*",
        { IsFunctionPointer: true } => $"({string.Join(", ", type.GetFunctionPointerParameterTypes().Select(Type))} : {Type(type.GetFunctionPointerReturnType())})*",
        _ => type.Name,
    };
}
