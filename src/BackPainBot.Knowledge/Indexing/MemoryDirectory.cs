using System.Collections.Concurrent;
using Lucene.Net.Store;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>An index in memory, each file in one piece. Lucene's own RAMDirectory takes a lock for every KB that is read, which was a seventh of the time of a question.</summary>
internal sealed class MemoryDirectory : BaseDirectory
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new();

    public MemoryDirectory() => SetLockFactory(new SingleInstanceLockFactory());

    public override string[] ListAll() => [.. _files.Keys];

    [Obsolete("Lucene asks that nobody relies on it.")]
    public override bool FileExists(string name) => _files.ContainsKey(name);

    public override void DeleteFile(string name)
    {
        if (!_files.TryRemove(name, out _)) throw new FileNotFoundException(name);
    }

    public override long FileLength(string name) => ContentOf(name).Length;

    public override IndexOutput CreateOutput(string name, IOContext context) => new Output(this, name);

    public override IndexInput OpenInput(string name, IOContext context) => new Input(name, ContentOf(name));

    public override void Sync(ICollection<string> names)
    {
    }

    public byte[] ContentOf(string name) => _files.TryGetValue(name, out var content) ? content : throw new FileNotFoundException(name);

    public void Add(string name, byte[] content) => _files[name] = content;

    protected override void Dispose(bool disposing) => IsOpen = false;

    /// <summary>A file that is being written; it is there when it is closed.</summary>
    private sealed class Output(MemoryDirectory directory, string name) : BufferedIndexOutput
    {
        private readonly MemoryStream _content = new();

        public override long Length => _content.Length;

        protected override void FlushBuffer(byte[] b, int offset, int len) => _content.Write(b, offset, len);

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            directory.Add(name, _content.ToArray());
        }
    }

    private sealed class Input(string name, byte[] content) : IndexInput(name)
    {
        private int _position;

        public override long Length => content.Length;

        public override long Position => _position;

        public override void Seek(long pos) => _position = (int)pos;

        public override byte ReadByte() => _position < content.Length ? content[_position++] : throw new EndOfStreamException();

        public override void ReadBytes(byte[] b, int offset, int len)
        {
            if (len > content.Length - _position) throw new EndOfStreamException();
            Buffer.BlockCopy(content, _position, b, offset, len);
            _position += len;
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
