internal import FEEL

extension Recommendation {
  /// What the models of its sections answer to what the case tells them.
  ///
  /// - Parameter concepts: the models by their own names; a section whose model is not among them is left out.
  public func consultations(
    of concepts: [ConceptModel]
  ) -> [(why: Sentence, consultation: Consultation)] {
    sections.compactMap { section in
      guard let concept = concepts.first(where: { $0.name == section.model }) else { return nil }
      return (section.why, concept.consult(section.facts))
    }
  }
}
