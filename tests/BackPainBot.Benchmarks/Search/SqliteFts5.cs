using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace BackPainBot.Benchmarks.Search;

/// <summary>SQLite's full-text search: Porter stemming, its own BM25, any of the words.</summary>
internal sealed partial class SqliteFts5 : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteCommand _search;

    public SqliteFts5(IReadOnlyList<CorpusAnswer> answers)
    {
        _connection.Open();
        using (var create = _connection.CreateCommand())
        {
            create.CommandText = "CREATE VIRTUAL TABLE answers USING fts5(id UNINDEXED, text, tokenize = 'porter unicode61')";
            create.ExecuteNonQuery();
        }

        using (var transaction = _connection.BeginTransaction())
        using (var insert = _connection.CreateCommand())
        {
            insert.CommandText = "INSERT INTO answers VALUES ($id, $text)";
            var (id, text) = (insert.Parameters.Add("$id", SqliteType.Text), insert.Parameters.Add("$text", SqliteType.Text));
            foreach (var answer in answers)
            {
                (id.Value, text.Value) = (answer.Id, $"{answer.Focus} {answer.Answer}");
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        _search = _connection.CreateCommand();
        _search.CommandText = "SELECT id FROM answers WHERE answers MATCH $words ORDER BY rank LIMIT 10";
        _search.Parameters.Add("$words", SqliteType.Text);
    }

    public IReadOnlyList<string> Find(string question)
    {
        _search.Parameters[0].Value = string.Join(" OR ", Word().Matches(question).Select(word => $"\"{word.Value}\""));
        var found = new List<string>();
        using var rows = _search.ExecuteReader();
        while (rows.Read()) found.Add(rows.GetString(0));
        return found;
    }

    public void Dispose()
    {
        _search.Dispose();
        _connection.Dispose();
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
