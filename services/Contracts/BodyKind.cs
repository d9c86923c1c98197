namespace OpenDataAnimation.Contracts;

/// <summary>What a public body is; decides which official codes it has and which duties apply.</summary>
public enum BodyKind { Commune, Epci, Departement, Region, MixedSyndicate, Agency, Other }
