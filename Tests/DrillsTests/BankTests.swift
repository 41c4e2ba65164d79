import Testing

@testable import Drills

@Suite struct BankTests {
  @Test func `the bank covers every topic of the chapter`() throws {
    let questions = try Shelf.bank().questions
    #expect(questions.count >= 60)
    let topics = Set(questions.map(\.topic))
    for topic in [
      "rung-choice", "prompting", "fine-tuning", "tokens-context", "cost", "latency", "rag-design",
      "rag-debugging",
      "embeddings-retrieval", "evaluation", "hallucination", "temperature", "agents", "security", "ai-or-not",
    ] { #expect(topics.contains(topic)) }
    for question in questions {
      #expect(question.points.count >= 3, "\(question.id)")
      #expect(!question.traps.isEmpty, "\(question.id)")
      #expect(question.model != nil, "\(question.id)")
    }
  }

  @Test func `every point has words that can be looked for`() throws {
    let grader = try Shelf.grader()
    for question in try Shelf.bank().questions {
      for point in Rubric(of: question, for: grader).points {
        #expect(point.ways.allSatisfy { !$0.isEmpty }, "\(question.id): \(point.text)")
      }
    }
  }
}
