using BackPainBot.Storage;

namespace BackPainBot.Tests.Storage;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("my name is Mary Jane O'Neil and my back hurts", "my name is […] and my back hurts")]
    [InlineData("MY NAME IS bob what helps", "MY NAME IS […] what helps")]
    [InlineData("ask Dr. Patel about discs", "ask Dr. […] about discs")]
    [InlineData("call me on +1 (214) 555-0199 please", "call me […] […] please")]
    [InlineData("mail jo.bloggs+x@example.co.uk now", "mail […] now")]
    [InlineData("I live at 12b Old Mill Lane, is surgery bad", "I live at […], is surgery bad")]
    [InlineData("born 3rd of March 1961, discs", "born […], discs")]
    [InlineData("dob 03/04/1961", "dob […]")]
    [InlineData("policy 9912 3344 55", "policy […]")]
    [InlineData("see https://example.org/me?id=1", "see […]")]
    [InlineData("me llamo Fulgencio Barrientos, ¿qué es una hernia?", "me llamo […], ¿qué es una hernia?")]
    [InlineData("mi nombre es eustaquio y me duele la espalda", "mi nombre es […] y me duele la espalda")]
    [InlineData("pregunte a la Dra. Ibáñez por los discos", "pregunte a la Dra. […] por los discos")]
    [InlineData("mi teléfono es 612 345 678", "mi teléfono es […]")]
    [InlineData("mi correo es fulgencio.b@example.es", "mi correo es […]")]
    [InlineData("nací el 5 de mayo de 1963", "nací el […]")]
    [InlineData("nací el 5 de mayo del 63", "nací el […]")]
    [InlineData("vivo en la calle de la Rosaleda 14, 3º B", "vivo en la […], 3º B")]
    [InlineData("vivo en Avda. Constitución, nº 7", "vivo en […]")]
    public void What_could_name_a_person_is_taken_out(string text, string kept) => Assert.Equal(kept, Redaction.Of(text));

    [Theory]
    [InlineData("pain in L5/S1 for 3 weeks, 50% worse")]
    [InlineData("how many surgeries per year are there")]
    [InlineData("is it normal at 62")]
    [InlineData("me duele desde hace 3 semanas al salir a la calle")]
    [InlineData("se llama ciática")]
    public void What_the_question_is_about_stays(string text) => Assert.Equal(text, Redaction.Of(text));

    [Fact]
    public void A_long_story_is_cut() => Assert.Equal(501, Redaction.Of(new string('a', 5_000)).Length);
}
