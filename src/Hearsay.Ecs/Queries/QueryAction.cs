namespace Hearsay.Ecs;

/// <summary>What a query does with the components of an entity; changes go straight into the world.</summary>
public delegate void QueryAction<T1>(ref T1 first);

/// <inheritdoc cref="QueryAction{T1}"/>
public delegate void QueryAction<T1, T2>(ref T1 first, ref T2 second);

/// <inheritdoc cref="QueryAction{T1}"/>
public delegate void QueryAction<T1, T2, T3>(ref T1 first, ref T2 second, ref T3 third);

/// <inheritdoc cref="QueryAction{T1}"/>
public delegate void QueryAction<T1, T2, T3, T4>(ref T1 first, ref T2 second, ref T3 third, ref T4 fourth);

/// <inheritdoc cref="QueryAction{T1}"/>
public delegate void EntityQueryAction<T1>(Entity entity, ref T1 first);

/// <inheritdoc cref="QueryAction{T1}"/>
public delegate void EntityQueryAction<T1, T2>(Entity entity, ref T1 first, ref T2 second);

/// <inheritdoc cref="QueryAction{T1}"/>
public delegate void EntityQueryAction<T1, T2, T3>(Entity entity, ref T1 first, ref T2 second, ref T3 third);

/// <inheritdoc cref="QueryAction{T1}"/>
public delegate void EntityQueryAction<T1, T2, T3, T4>(
    Entity entity, ref T1 first, ref T2 second, ref T3 third, ref T4 fourth);
