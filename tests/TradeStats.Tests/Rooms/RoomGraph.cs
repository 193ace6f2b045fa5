using Mono.Cecil;

namespace TradeStats.Tests.Rooms;

/// <summary>
/// Which room uses which, read from the built assembly: a room is the part of a namespace after <c>TradeStats.</c>, and <c>Program</c> is what stands in front of all rooms.
/// What the compiler makes (closures, iterators, records' members) belongs to the type that it was made for. Constants leave no trace, the compiler copies them.
/// </summary>
internal sealed class RoomGraph : IDisposable
{
    public const string Root = "Program";

    private const string Product = "TradeStats";

    private readonly AssemblyDefinition _assembly = AssemblyDefinition.ReadAssembly(typeof(TradeStats.Trade.Bounded).Assembly.Location);

    /// <summary>All types that we wrote, nested ones and those that the compiler makes of them included.</summary>
    public IEnumerable<TypeDefinition> Types => _assembly.MainModule.GetTypes().Where(type => RoomOf(type) is not null);

    /// <summary>The rooms, each with those that it uses, itself aside.</summary>
    public SortedDictionary<string, SortedSet<string>> Uses
    {
        get
        {
            var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
            foreach (var type in Types)
            {
                var room = RoomOf(type)!;
                if (!uses.TryGetValue(room, out var used))
                    uses.Add(room, used = new(StringComparer.Ordinal));
                used.UnionWith(Seen(type).Select(RoomOf).OfType<string>().Where(other => other != room));
            }
            return uses;
        }
    }

    /// <summary>The rooms that use a type of some namespaces, which need not be ours.</summary>
    public IEnumerable<string> RoomsThatSee(params string[] namespaces) => Types
        .Where(type => Seen(type).Any(seen => namespaces.Any(name => NamespaceOf(seen) == name || NamespaceOf(seen).StartsWith(name + ".", StringComparison.Ordinal))))
        .Select(type => RoomOf(type)!).Distinct().Order(StringComparer.Ordinal);

    public void Dispose() => _assembly.Dispose();

    private static string? RoomOf(TypeReference type)
    {
        var name = NamespaceOf(type);
        // The entry point has no namespace of its own.
        if (name == Product || (name.Length == 0 && type.FullName.StartsWith("Program", StringComparison.Ordinal)))
            return Root;
        return name.StartsWith(Product + ".", StringComparison.Ordinal) ? name.Split('.')[1] : null;
    }

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    /// <summary>Every type that a type mentions: bases, attributes, constraints, signatures, bodies, with what they are made of.</summary>
    private static HashSet<TypeReference> Seen(TypeDefinition type)
    {
        var seen = new HashSet<TypeReference>();
        Add(type.BaseType);
        foreach (var contract in type.Interfaces)
            Add(contract.InterfaceType);
        AddAttributes(type);
        AddConstraints(type);
        foreach (var field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }
        foreach (var property in type.Properties)
        {
            Add(property.PropertyType);
            AddAttributes(property);
        }
        foreach (var method in type.Methods)
            AddMethod(method);
        return seen;

        void Add(TypeReference? reference)
        {
            if (reference is null || reference.IsGenericParameter || !seen.Add(reference))
                return;
            if (reference is IGenericInstance generic)
            {
                foreach (var argument in generic.GenericArguments)
                    Add(argument);
            }
            if (reference is IModifierType modifier)
                Add(modifier.ModifierType);
            if (reference is TypeSpecification specification)
                Add(specification.ElementType);
        }

        void AddMember(MemberReference member)
        {
            Add(member.DeclaringType);
            switch (member)
            {
                case TypeReference mentioned:
                    Add(mentioned);
                    break;
                case FieldReference field:
                    Add(field.FieldType);
                    break;
                case MethodReference called:
                    Add(called.ReturnType);
                    foreach (var parameter in called.Parameters)
                        Add(parameter.ParameterType);
                    foreach (var argument in called is GenericInstanceMethod generic ? generic.GenericArguments : [])
                        Add(argument);
                    break;
            }
        }

        void AddMethod(MethodDefinition method)
        {
            AddMember(method);
            AddAttributes(method);
            AddConstraints(method);
            foreach (var parameter in method.Parameters)
                AddAttributes(parameter);
            if (!method.HasBody)
                return;
            foreach (var variable in method.Body.Variables)
                Add(variable.VariableType);
            foreach (var handler in method.Body.ExceptionHandlers)
                Add(handler.CatchType);
            foreach (var instruction in method.Body.Instructions)
            {
                if (instruction.Operand is MemberReference member)
                    AddMember(member);
                else if (instruction.Operand is CallSite site)
                    Add(site.ReturnType);
            }
        }

        void AddAttributes(ICustomAttributeProvider provider)
        {
            foreach (var attribute in provider.CustomAttributes)
            {
                Add(attribute.AttributeType);
                foreach (var argument in attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument)))
                {
                    Add(argument.Type);
                    Add(argument.Value as TypeReference);
                }
            }
        }

        void AddConstraints(IGenericParameterProvider provider)
        {
            foreach (var constraint in provider.GenericParameters.SelectMany(parameter => parameter.Constraints))
                Add(constraint.ConstraintType);
        }
    }
}
