internal import Diagnostics
internal import XML

// The elements of a model, each as its parts in the order of its initializer.

extension DecisionModel: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(id)
    image.write(name)
    image.write(namespace)
    image.write(version)
    image.write(description)
    image.write(imports)
    image.write(itemDefinitions)
    image.write(inputs)
    image.write(decisions)
    image.write(businessKnowledgeModels)
    image.write(decisionServices)
    image.write(knowledgeSources)
    image.write(extensions)
    image.write(warnings)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      id: image.read(), name: image.read(), namespace: image.read(), version: image.read(),
      description: image.read(), imports: image.read(), itemDefinitions: image.read(), inputs: image.read(),
      decisions: image.read(), businessKnowledgeModels: image.read(), decisionServices: image.read(),
      knowledgeSources: image.read(), extensions: image.read(), warnings: image.read(), location: image.read()
    )
  }
}

extension Import: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(name)
    image.write(namespace)
    image.write(locationURI)
    image.write(importType)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      name: image.read(), namespace: image.read(), locationURI: image.read(), importType: image.read(),
      location: image.read())
  }
}

extension ItemDefinition: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(name)
    image.write(typeRef)
    image.write(isCollection)
    image.write(components)
    image.write(allowedValues)
    image.write(typeConstraint)
    image.write(function)
    image.write(description)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      name: image.read(), typeRef: image.read(), isCollection: image.read(), components: image.read(),
      allowedValues: image.read(), typeConstraint: image.read(), function: image.read(),
      description: image.read(), location: image.read())
  }
}

extension FunctionItem: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(parameters)
    image.write(outputTypeRef)
  }

  init(from image: inout ImageReader) {
    self.init(parameters: image.read(), outputTypeRef: image.read())
  }
}

extension InformationItem: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(name)
    image.write(typeRef)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(name: image.read(), typeRef: image.read(), location: image.read())
  }
}

extension InputData: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(id)
    image.write(name)
    image.write(typeRef)
    image.write(description)
    image.write(extensions)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      id: image.read(), name: image.read(), typeRef: image.read(), description: image.read(),
      extensions: image.read(), location: image.read())
  }
}

extension KnowledgeSource: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(id)
    image.write(name)
    image.write(type)
    image.write(owner)
    image.write(locationURI)
    image.write(description)
    image.write(authorities)
    image.write(extensions)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      id: image.read(), name: image.read(), type: image.read(), owner: image.read(),
      locationURI: image.read(), description: image.read(), authorities: image.read(),
      extensions: image.read(), location: image.read())
  }
}

extension Decision: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(id)
    image.write(name)
    image.write(question)
    image.write(allowedAnswers)
    image.write(description)
    image.write(typeRef)
    image.write(requirements)
    image.write(logic)
    image.write(extensions)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      id: image.read(), name: image.read(), question: image.read(), allowedAnswers: image.read(),
      description: image.read(), typeRef: image.read(), requirements: image.read(), logic: image.read(),
      extensions: image.read(), location: image.read())
  }
}

extension Requirements: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(inputs)
    image.write(decisions)
    image.write(knowledge)
    image.write(authorities)
  }

  init(from image: inout ImageReader) {
    self.init(
      inputs: image.read(), decisions: image.read(), knowledge: image.read(), authorities: image.read())
  }
}

extension Reference: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(namespace)
    image.write(id)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(namespace: image.read(), id: image.read(), location: image.read())
  }
}

extension BusinessKnowledgeModel: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(id)
    image.write(name)
    image.write(description)
    image.write(typeRef)
    image.write(requirements)
    image.write(function)
    image.write(extensions)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      id: image.read(), name: image.read(), description: image.read(), typeRef: image.read(),
      requirements: image.read(), function: image.read(), extensions: image.read(), location: image.read())
  }
}

extension DecisionService: Imaged {
  func write(to image: inout ImageWriter) {
    image.write(id)
    image.write(name)
    image.write(description)
    image.write(typeRef)
    image.write(outputDecisions)
    image.write(encapsulatedDecisions)
    image.write(inputDecisions)
    image.write(inputData)
    image.write(extensions)
    image.write(location)
  }

  init(from image: inout ImageReader) {
    self.init(
      id: image.read(), name: image.read(), description: image.read(), typeRef: image.read(),
      outputDecisions: image.read(), encapsulatedDecisions: image.read(), inputDecisions: image.read(),
      inputData: image.read(), extensions: image.read(), location: image.read())
  }
}

extension DMNVersion: Imaged {
  func write(to image: inout ImageWriter) { image.number(Self.allCases.firstIndex(of: self) ?? 0) }
  init(from image: inout ImageReader) { self = image.oneOf(Self.self) }
}
